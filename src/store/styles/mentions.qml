<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0">
 <temporal enabled="1" endExpression="to_datetime(coalesce(&quot;event_end&quot;, &quot;event_start&quot;, &quot;published&quot;)) + to_interval('86399 seconds')" endField="event_end" limitMode="1" mode="4" startExpression="to_datetime(coalesce(&quot;event_start&quot;, &quot;event_end&quot;, &quot;published&quot;))" startField="event_start" />
 <renderer-v2 type="categorizedSymbol" attr="kind" symbollevels="1">
  <categories>
   <category label="Literal: the place itself" symbol="0" value="literal" />
   <category label="Facility: a building or site" symbol="1" value="facility" />
   <category label="Region: an area without sharp borders" symbol="2" value="region" />
   <category label="Metonymic: a place for its government" symbol="3" value="metonymic" />
   <category label="Demonym: people or things of a place" symbol="4" value="demonym" />
   <category label="Embedded: inside a longer name" symbol="5" value="embedded" />
  </categories>
  <symbols>
   <symbol name="0" type="marker">
    <layer class="SimpleMarker" pass="5">
     <Option type="Map">
      <Option name="color" type="QString" value="0,114,178,255" />
      <Option name="outline_color" type="QString" value="255,255,255,255" />
      <Option name="outline_width" type="QString" value="0.3" />
      <Option name="size" type="QString" value="2.9" />
     </Option>
    </layer>
   </symbol>
   <symbol name="1" type="marker">
    <layer class="SimpleMarker" pass="4">
     <Option type="Map">
      <Option name="color" type="QString" value="213,94,0,255" />
      <Option name="name" type="QString" value="square" />
      <Option name="outline_color" type="QString" value="255,255,255,255" />
      <Option name="outline_width" type="QString" value="0.3" />
      <Option name="size" type="QString" value="2.7" />
     </Option>
    </layer>
   </symbol>
   <symbol name="2" type="marker">
    <layer class="SimpleMarker" pass="3">
     <Option type="Map">
      <Option name="color" type="QString" value="255,255,255,255" />
      <Option name="name" type="QString" value="diamond" />
      <Option name="outline_color" type="QString" value="0,158,115,255" />
      <Option name="outline_width" type="QString" value="0.4" />
      <Option name="size" type="QString" value="4.2" />
     </Option>
    </layer>
    <layer class="SimpleMarker" pass="3">
     <Option type="Map">
      <Option name="angle" type="QString" value="90" />
      <Option name="name" type="QString" value="line" />
      <Option name="offset" type="QString" value="-0.75,0" />
      <Option name="outline_color" type="QString" value="0,158,115,255" />
      <Option name="outline_width" type="QString" value="0.2" />
     </Option>
    </layer>
    <layer class="SimpleMarker" pass="3">
     <Option type="Map">
      <Option name="angle" type="QString" value="90" />
      <Option name="name" type="QString" value="line" />
      <Option name="outline_color" type="QString" value="0,158,115,255" />
      <Option name="outline_width" type="QString" value="0.2" />
      <Option name="size" type="QString" value="3.4" />
     </Option>
    </layer>
    <layer class="SimpleMarker" pass="3">
     <Option type="Map">
      <Option name="angle" type="QString" value="90" />
      <Option name="name" type="QString" value="line" />
      <Option name="offset" type="QString" value="0.75,0" />
      <Option name="outline_color" type="QString" value="0,158,115,255" />
      <Option name="outline_width" type="QString" value="0.2" />
     </Option>
    </layer>
   </symbol>
   <symbol name="3" type="marker">
    <layer class="SimpleMarker" pass="2">
     <Option type="Map">
      <Option name="color" type="QString" value="255,255,255,200" />
      <Option name="outline_color" type="QString" value="204,121,167,255" />
      <Option name="outline_width" type="QString" value="0.4" />
     </Option>
    </layer>
   </symbol>
   <symbol name="4" type="marker">
    <layer class="SimpleMarker" pass="1">
     <Option type="Map">
      <Option name="color" type="QString" value="86,180,233,255" />
      <Option name="outline_color" type="QString" value="255,255,255,255" />
      <Option name="outline_width" type="QString" value="0.2" />
      <Option name="size" type="QString" value="1.4" />
     </Option>
    </layer>
   </symbol>
   <symbol name="5" type="marker">
    <layer class="SimpleMarker">
     <Option type="Map">
      <Option name="color" type="QString" value="255,255,255,200" />
      <Option name="outline_color" type="QString" value="230,159,0,255" />
      <Option name="outline_width" type="QString" value="0.3" />
      <Option name="size" type="QString" value="1.3" />
     </Option>
    </layer>
   </symbol>
  </symbols>
 </renderer-v2>
 <labeling type="simple">
  <settings>
   <text-style fieldName="name" fontSize="8" fontWeight="50" textColor="27,35,45,255">
    <text-buffer bufferDraw="1" bufferNoFill="1" bufferOpacity="0.85" bufferSize="0.8" />
    <dd_properties />
   </text-style>
   <placement offsetUnits="MM" placement="1" placementFlags="10" priority="5" quadOffset="2" xOffset="1.1" yOffset="-1.1" />
   <rendering obstacle="0" obstacleType="1" scaleMax="2500000" scaleVisibility="1" />
   <dd_properties>
    <Option type="Map">
     <Option name="properties" type="Map">
      <Option name="Show" type="Map">
       <Option name="active" type="bool" value="true" />
       <Option name="expression" type="QString" value="array_length(array_filter(coalesce(@map_layers, array()), layer_property(@element, 'source') LIKE '%layername=places%')) = 0" />
       <Option name="type" type="int" value="3" />
      </Option>
     </Option>
    </Option>
   </dd_properties>
  </settings>
 </labeling>
 <fieldConfiguration>
  <field name="published">
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
  <field name="sentence">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option name="IsMultiline" type="bool" value="true" />
      <Option name="UseHtml" type="bool" value="false" />
     </Option>
    </config>
   </editWidget>
  </field>
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
 </fieldConfiguration>
 <aliases>
  <alias field="id" name="Id" />
  <alias field="document_id" name="Document" />
  <alias field="document_title" name="Title of the document" />
  <alias field="published" name="Published" />
  <alias field="sentence" name="Sentence" />
  <alias field="sentence_start" name="Start of the sentence" />
  <alias field="start" name="Start" />
  <alias field="end" name="End" />
  <alias field="surface" name="Words of the mention" />
  <alias field="kind" name="Kind" />
  <alias field="place_id" name="Place id" />
  <alias field="name" name="Name of the place" />
  <alias field="feature_class" name="GeoNames feature class" />
  <alias field="feature_code" name="GeoNames feature code" />
  <alias field="country" name="Country" />
  <alias field="admin1" name="First-level area" />
  <alias field="admin2" name="Second-level area" />
  <alias field="confidence" name="Confidence, 0 to 1" />
  <alias field="precision_ucdp" name="UCDP where_prec, 1 (exact) to 7" />
  <alias field="precision_acled" name="ACLED geo_precision, 1 to 3" />
  <alias field="radius_km" name="Half the extent, km" />
  <alias field="event_start" name="First day of the event" />
  <alias field="event_end" name="Last day of the event" />
  <alias field="event_time" name="Time of day" />
  <alias field="time_precision" name="Time told to the" />
  <alias field="time_source" name="Day is of the" />
  <alias field="time_text" name="Time words of the text" />
  <alias field="time_basis" name="How the days follow" />
  <alias field="hedged" name="Told with a hedge" />
  <alias field="negated" name="Told as not so" />
  <alias field="dateline" name="In a dateline" />
  <alias field="corrected" name="Corrected by a person" />
  <alias field="model_version" name="Model" />
 </aliases>
 <attributetableconfig>
  <columns>
   <column name="fid" type="field" hidden="1" />
   <column name="id" type="field" />
   <column name="document_id" type="field" />
   <column name="document_title" type="field" />
   <column name="published" type="field" />
   <column name="sentence" type="field" />
   <column name="sentence_start" type="field" hidden="1" />
   <column name="start" type="field" hidden="1" />
   <column name="end" type="field" hidden="1" />
   <column name="surface" type="field" />
   <column name="kind" type="field" />
   <column name="place_id" type="field" />
   <column name="name" type="field" />
   <column name="feature_class" type="field" />
   <column name="feature_code" type="field" />
   <column name="country" type="field" />
   <column name="admin1" type="field" />
   <column name="admin2" type="field" />
   <column name="confidence" type="field" />
   <column name="precision_ucdp" type="field" />
   <column name="precision_acled" type="field" />
   <column name="radius_km" type="field" />
   <column name="event_start" type="field" />
   <column name="event_end" type="field" />
   <column name="event_time" type="field" />
   <column name="time_precision" type="field" />
   <column name="time_source" type="field" />
   <column name="time_text" type="field" />
   <column name="time_basis" type="field" />
   <column name="hedged" type="field" />
   <column name="negated" type="field" />
   <column name="dateline" type="field" />
   <column name="corrected" type="field" />
   <column name="model_version" type="field" />
   <column type="actions" hidden="1" />
  </columns>
 </attributetableconfig>
 <previewExpression>"surface" || ', ' || "kind" || coalesce(' · ' || "name", '')</previewExpression>
 <mapTip>&lt;div style="width:320px"&gt;&lt;b&gt;[% replace("name", map('&amp;', '&amp;amp;', '&lt;', '&amp;lt;')) %]&lt;/b&gt; [% "kind" || coalesce(', confidence ' || format_number("confidence", 2, 'en'), '') %]&lt;p&gt;[% if(substr("sentence", "start" - "sentence_start" + 1, "end" - "start") = "surface", replace(substr("sentence", 1, "start" - "sentence_start"), map('&amp;', '&amp;amp;', '&lt;', '&amp;lt;')) || '&lt;b&gt;' || replace("surface", map('&amp;', '&amp;amp;', '&lt;', '&amp;lt;')) || '&lt;/b&gt;' || replace(substr("sentence", "end" - "sentence_start" + 1), map('&amp;', '&amp;amp;', '&lt;', '&amp;lt;')), replace("sentence", map('&amp;', '&amp;amp;', '&lt;', '&amp;lt;'))) %]&lt;/p&gt;&lt;i&gt;[% replace("document_title", map('&amp;', '&amp;amp;', '&lt;', '&amp;lt;')) %]&lt;/i&gt;&lt;br&gt;[% coalesce(if("event_end" &gt; "event_start", format_date("event_start", 'd MMM yyyy', 'en') || ' to ' || format_date("event_end", 'd MMM yyyy', 'en'), format_date("event_start", 'd MMM yyyy', 'en')), 'published ' || format_date("published", 'd MMM yyyy', 'en'), 'undated') %]&lt;/div&gt;</mapTip>
</qgis>
