<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0">
 <temporal enabled="1" endExpression="to_datetime(coalesce(&quot;event_end&quot;, &quot;event_start&quot;)) + to_interval('86399 seconds')" endField="event_end" limitMode="1" mode="4" startExpression="to_datetime(coalesce(&quot;event_start&quot;, &quot;event_end&quot;))" startField="event_start" />
 <renderer-v2 type="categorizedSymbol" attr="if(&quot;geometry_status&quot; = 'derived' AND &quot;polarity&quot; = 'denied', 'denied', &quot;geometry_status&quot;)" symbollevels="1">
  <categories>
   <category label="Journey, in its direction" symbol="0" value="derived" />
   <category label="Journey that the text denies" symbol="1" value="denied" />
   <category label="Great circle, for comparison" symbol="2" value="reference" />
  </categories>
  <symbols>
   <symbol name="0" type="line">
    <layer class="SimpleLine" pass="2">
     <Option type="Map">
      <Option name="capstyle" type="QString" value="round" />
      <Option name="joinstyle" type="QString" value="round" />
      <Option name="line_color" type="QString" value="255,255,255,200" />
      <Option name="line_width" type="QString" value="1.5" />
     </Option>
    </layer>
    <layer class="SimpleLine" pass="2">
     <Option type="Map">
      <Option name="capstyle" type="QString" value="round" />
      <Option name="joinstyle" type="QString" value="round" />
      <Option name="line_color" type="QString" value="27,35,45,255" />
      <Option name="line_width" type="QString" value="0.6" />
     </Option>
    </layer>
    <layer class="MarkerLine" pass="2">
     <Option type="Map">
      <Option name="interval" type="QString" value="32" />
      <Option name="offset_along_line" type="QString" value="9" />
     </Option>
     <symbol name="@0@2" type="marker">
      <layer class="SimpleMarker">
       <Option type="Map">
        <Option name="color" type="QString" value="27,35,45,255" />
        <Option name="name" type="QString" value="filled_arrowhead" />
        <Option name="outline_color" type="QString" value="255,255,255,255" />
        <Option name="outline_width" type="QString" value="0.2" />
        <Option name="size" type="QString" value="4.2" />
       </Option>
      </layer>
     </symbol>
    </layer>
   </symbol>
   <symbol name="1" type="line">
    <layer class="SimpleLine" pass="1">
     <Option type="Map">
      <Option name="capstyle" type="QString" value="round" />
      <Option name="joinstyle" type="QString" value="round" />
      <Option name="line_color" type="QString" value="255,255,255,200" />
      <Option name="line_width" type="QString" value="1.3" />
     </Option>
    </layer>
    <layer class="SimpleLine" pass="1">
     <Option type="Map">
      <Option name="capstyle" type="QString" value="round" />
      <Option name="customdash" type="QString" value="0.4;1.4" />
      <Option name="joinstyle" type="QString" value="round" />
      <Option name="line_color" type="QString" value="27,35,45,255" />
      <Option name="line_width" type="QString" value="0.4" />
      <Option name="use_custom_dash" type="QString" value="1" />
     </Option>
    </layer>
    <layer class="MarkerLine" pass="1">
     <Option type="Map">
      <Option name="interval" type="QString" value="30" />
      <Option name="offset_along_line" type="QString" value="9" />
     </Option>
     <symbol name="@1@2" type="marker">
      <layer class="SimpleMarker">
       <Option type="Map">
        <Option name="color" type="QString" value="27,35,45,255" />
        <Option name="name" type="QString" value="filled_arrowhead" />
        <Option name="outline_color" type="QString" value="255,255,255,255" />
        <Option name="outline_width" type="QString" value="0.2" />
        <Option name="size" type="QString" value="3.6" />
       </Option>
      </layer>
     </symbol>
    </layer>
   </symbol>
   <symbol name="2" type="line">
    <layer class="SimpleLine">
     <Option type="Map">
      <Option name="capstyle" type="QString" value="round" />
      <Option name="joinstyle" type="QString" value="round" />
      <Option name="line_color" type="QString" value="255,255,255,200" />
      <Option name="line_width" type="QString" value="1.1" />
     </Option>
    </layer>
    <layer class="SimpleLine">
     <Option type="Map">
      <Option name="capstyle" type="QString" value="flat" />
      <Option name="customdash" type="QString" value="2.4;1.4" />
      <Option name="joinstyle" type="QString" value="round" />
      <Option name="line_color" type="QString" value="123,132,144,255" />
      <Option name="line_width" type="QString" value="0.4" />
      <Option name="use_custom_dash" type="QString" value="1" />
     </Option>
    </layer>
   </symbol>
  </symbols>
 </renderer-v2>
 <labeling type="simple">
  <settings>
   <text-style fieldName="if(&quot;geometry_status&quot; = 'reference', 'great circle', coalesce(&quot;origin&quot;, '?') || ' → ' || coalesce(&quot;destination&quot;, '?')) || coalesce(', ' || format_number(&quot;length_km&quot;, 0, 'en') || ' km', '')" fontSize="8" fontWeight="50" isExpression="1" textColor="27,35,45,255">
    <text-buffer bufferDraw="1" bufferNoFill="1" bufferOpacity="0.85" bufferSize="0.8" />
    <dd_properties />
   </text-style>
   <placement dist="1.7" offsetUnits="MM" placement="3" placementFlags="10" priority="7" />
   <rendering obstacleType="1" zIndex="2" />
   <dd_properties>
    <Option type="Map">
     <Option name="properties" type="Map">
      <Option name="Color" type="Map">
       <Option name="active" type="bool" value="true" />
       <Option name="expression" type="QString" value="if(&quot;geometry_status&quot; = 'reference', '#56606d', '#1b232d')" />
       <Option name="type" type="int" value="3" />
      </Option>
      <Option name="LinePlacementFlags" type="Map">
       <Option name="active" type="bool" value="true" />
       <Option name="expression" type="QString" value="if(&quot;geometry_status&quot; = 'reference', 'BL', 'AL')" />
       <Option name="type" type="int" value="3" />
      </Option>
      <Option name="Show" type="Map">
       <Option name="active" type="bool" value="true" />
       <Option name="expression" type="QString" value="&quot;geometry_status&quot; &lt;&gt; 'reference' OR @map_scale &lt; 12000000" />
       <Option name="type" type="int" value="3" />
      </Option>
      <Option name="Size" type="Map">
       <Option name="active" type="bool" value="true" />
       <Option name="expression" type="QString" value="if(&quot;geometry_status&quot; = 'reference', 7.5, 8.5)" />
       <Option name="type" type="int" value="3" />
      </Option>
     </Option>
    </Option>
   </dd_properties>
  </settings>
 </labeling>
 <fieldConfiguration>
  <field name="event_start">
   <editWidget type="DateTime">
    <config>
     <Option type="Map">
      <Option name="allow_null" type="bool" value="true" />
      <Option name="calendar_popup" type="bool" value="true" />
      <Option name="display_format" type="QString" value="d MMM yyyy" />
      <Option name="field_format" type="QString" value="yyyy-MM-dd" />
      <Option name="field_iso_format" type="bool" value="false" />
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="event_end">
   <editWidget type="DateTime">
    <config>
     <Option type="Map">
      <Option name="allow_null" type="bool" value="true" />
      <Option name="calendar_popup" type="bool" value="true" />
      <Option name="display_format" type="QString" value="d MMM yyyy" />
      <Option name="field_format" type="QString" value="yyyy-MM-dd" />
      <Option name="field_iso_format" type="bool" value="false" />
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="confidence_reasons">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option name="IsMultiline" type="bool" value="true" />
      <Option name="UseHtml" type="bool" value="false" />
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="method">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option name="IsMultiline" type="bool" value="true" />
      <Option name="UseHtml" type="bool" value="false" />
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="segments">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option name="IsMultiline" type="bool" value="true" />
      <Option name="UseHtml" type="bool" value="false" />
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="evidence">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option name="IsMultiline" type="bool" value="true" />
      <Option name="UseHtml" type="bool" value="false" />
     </Option>
    </config>
   </editWidget>
  </field>
 </fieldConfiguration>
 <aliases>
  <alias field="id" name="Id" />
  <alias field="mode" name="How it moves" />
  <alias field="origin" name="Names of the origins" />
  <alias field="origin_place_id" name="Gazetteer ids of the origins" />
  <alias field="origin_precision" name="Precision of the origin" />
  <alias field="via" name="Names of the territories passed" />
  <alias field="destination" name="Names of the destinations" />
  <alias field="destination_place_id" name="Gazetteer ids of the destinations" />
  <alias field="destination_precision" name="Precision of the destination" />
  <alias field="count" name="How many moved" />
  <alias field="count_unit" name="Of what" />
  <alias field="count_qualifier" name="As written" />
  <alias field="carriers" name="Carriers or launchers" />
  <alias field="carrier_unit" name="Carriers of what" />
  <alias field="operator" name="Operator, country" />
  <alias field="targets" name="How many targets" />
  <alias field="event_start" name="First day" />
  <alias field="event_end" name="Last day, inclusive" />
  <alias field="date_basis" name="How the days follow" />
  <alias field="length_km" name="Length of the line, km" />
  <alias field="great_circle_km" name="Great circle, km" />
  <alias field="feasible_min_km" name="Shortest feasible, km" />
  <alias field="feasible_max_km" name="Longest feasible, km" />
  <alias field="reported_km" name="Reported, km" />
  <alias field="reported_qualifier" name="Reported as" />
  <alias field="reported_min_km" name="Reported at least, km" />
  <alias field="reported_max_km" name="Reported at most, km" />
  <alias field="discrepancy_km" name="Reported less computed, km" />
  <alias field="discrepancy_percent" name="The same in per cent" />
  <alias field="distance_check" name="Reported against feasible" />
  <alias field="hedged" name="Told with a hedge" />
  <alias field="polarity" name="Told as" />
  <alias field="confidence" name="Confidence, 0 to 1" />
  <alias field="confidence_reasons" name="Why not more" />
  <alias field="geometry_status" name="Line is" />
  <alias field="consistent_with_text" name="Line agrees with the text" />
  <alias field="method" name="How the line was found" />
  <alias field="contradicting" name="Crossed against the text" />
  <alias field="documents" name="Documents" />
  <alias field="segments" name="Stretches of the line" />
  <alias field="evidence" name="Evidence" />
  <alias field="alternatives" name="Other claims" />
 </aliases>
 <attributetableconfig>
  <columns>
   <column name="fid" type="field" hidden="1" />
   <column name="id" type="field" />
   <column name="mode" type="field" />
   <column name="origin" type="field" />
   <column name="origin_place_id" type="field" hidden="1" />
   <column name="origin_precision" type="field" />
   <column name="via" type="field" />
   <column name="destination" type="field" />
   <column name="destination_place_id" type="field" hidden="1" />
   <column name="destination_precision" type="field" />
   <column name="count" type="field" />
   <column name="count_unit" type="field" />
   <column name="count_qualifier" type="field" />
   <column name="carriers" type="field" />
   <column name="carrier_unit" type="field" />
   <column name="operator" type="field" />
   <column name="targets" type="field" />
   <column name="event_start" type="field" />
   <column name="event_end" type="field" />
   <column name="date_basis" type="field" />
   <column name="length_km" type="field" />
   <column name="great_circle_km" type="field" />
   <column name="feasible_min_km" type="field" />
   <column name="feasible_max_km" type="field" />
   <column name="reported_km" type="field" />
   <column name="reported_qualifier" type="field" />
   <column name="reported_min_km" type="field" />
   <column name="reported_max_km" type="field" />
   <column name="discrepancy_km" type="field" />
   <column name="discrepancy_percent" type="field" />
   <column name="distance_check" type="field" />
   <column name="hedged" type="field" />
   <column name="polarity" type="field" />
   <column name="confidence" type="field" />
   <column name="confidence_reasons" type="field" />
   <column name="geometry_status" type="field" />
   <column name="consistent_with_text" type="field" />
   <column name="method" type="field" />
   <column name="contradicting" type="field" />
   <column name="documents" type="field" />
   <column name="segments" type="field" hidden="1" />
   <column name="evidence" type="field" hidden="1" />
   <column name="alternatives" type="field" hidden="1" />
   <column type="actions" hidden="1" />
  </columns>
 </attributetableconfig>
 <previewExpression>coalesce("origin", '?') || ' → ' || coalesce("destination", '?') || ', ' || "mode"</previewExpression>
 <mapTip>&lt;b&gt;[% coalesce(replace("origin", map('&amp;', '&amp;amp;', '&lt;', '&amp;lt;')), '?') || ' → ' || coalesce(replace("destination", map('&amp;', '&amp;amp;', '&lt;', '&amp;lt;')), '?') %]&lt;/b&gt;&lt;br&gt;[% coalesce(replace("count_qualifier", map('&amp;', '&amp;amp;', '&lt;', '&amp;lt;')) || ' ', '') || coalesce("count" || ' × ', '') || coalesce(replace("count_unit", map('&amp;', '&amp;amp;', '&lt;', '&amp;lt;')), "mode") || coalesce(' via ' || replace("via", map('&amp;', '&amp;amp;', '&lt;', '&amp;lt;')), '') %]&lt;br&gt;[% coalesce('line ' || format_number("length_km", 0, 'en') || ' km', '') || coalesce(', reported ' || coalesce(replace("reported_qualifier", map('&amp;', '&amp;amp;', '&lt;', '&amp;lt;')) || ' ', '') || format_number("reported_km", 0, 'en') || ' km', '') %]&lt;br&gt;[% "geometry_status" || ', ' || "polarity" || if("hedged", ', hedged', '') || if("confidence" &gt; 0, ', confidence ' || format_number("confidence", 2, 'en'), '') %]&lt;br&gt;[% coalesce(if("event_end" &gt; "event_start", format_date("event_start", 'd MMM yyyy', 'en') || ' to ' || format_date("event_end", 'd MMM yyyy', 'en'), format_date("event_start", 'd MMM yyyy', 'en')), 'undated') %]</mapTip>
</qgis>
