<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0">
 <temporal enabled="1" endExpression="to_datetime(&quot;last_date&quot;) + to_interval('86399 seconds')" endField="last_date" limitMode="1" mode="4" startExpression="to_datetime(&quot;first_date&quot;)" startField="first_date" />
 <renderer-v2 type="categorizedSymbol" attr="if(&quot;literal&quot; + &quot;facility&quot; + &quot;region&quot; &gt; 0, 'itself', 'other')" enableorderby="1">
  <categories>
   <category label="Meant itself" symbol="0" value="itself" />
   <category label="Only a government, people or part of a name" symbol="1" value="other" />
  </categories>
  <symbols>
   <symbol name="0" type="marker">
    <layer class="SimpleMarker">
     <Option type="Map">
      <Option name="color" type="QString" value="0,114,178,45" />
      <Option name="outline_color" type="QString" value="0,114,178,190" />
      <Option name="outline_width" type="QString" value="0.25" />
      <Option name="size" type="QString" value="3" />
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="properties" type="Map">
        <Option name="size" type="Map">
         <Option name="active" type="bool" value="true" />
         <Option name="field" type="QString" value="mentions" />
         <Option name="transformer" type="Map">
          <Option name="d" type="Map">
           <Option name="exponent" type="double" value="0.5" />
           <Option name="maxSize" type="double" value="16" />
           <Option name="maxValue" type="double" value="100" />
           <Option name="minSize" type="double" value="3" />
           <Option name="minValue" type="double" value="1" />
           <Option name="nullSize" type="double" value="3" />
           <Option name="scaleType" type="int" value="1" />
          </Option>
          <Option name="t" type="int" value="1" />
         </Option>
         <Option name="type" type="int" value="2" />
        </Option>
       </Option>
      </Option>
     </data_defined_properties>
    </layer>
   </symbol>
   <symbol name="1" type="marker">
    <layer class="SimpleMarker">
     <Option type="Map">
      <Option name="color" type="QString" value="0,0,0,0" />
      <Option name="outline_color" type="QString" value="86,96,109,170" />
      <Option name="outline_width" type="QString" value="0.2" />
      <Option name="size" type="QString" value="3" />
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="properties" type="Map">
        <Option name="size" type="Map">
         <Option name="active" type="bool" value="true" />
         <Option name="field" type="QString" value="mentions" />
         <Option name="transformer" type="Map">
          <Option name="d" type="Map">
           <Option name="exponent" type="double" value="0.5" />
           <Option name="maxSize" type="double" value="16" />
           <Option name="maxValue" type="double" value="100" />
           <Option name="minSize" type="double" value="3" />
           <Option name="minValue" type="double" value="1" />
           <Option name="nullSize" type="double" value="3" />
           <Option name="scaleType" type="int" value="1" />
          </Option>
          <Option name="t" type="int" value="1" />
         </Option>
         <Option name="type" type="int" value="2" />
        </Option>
       </Option>
      </Option>
     </data_defined_properties>
    </layer>
   </symbol>
  </symbols>
  <source-symbol>
   <symbol name="0" type="marker">
    <layer class="SimpleMarker">
     <Option type="Map">
      <Option name="color" type="QString" value="0,114,178,45" />
      <Option name="outline_color" type="QString" value="0,114,178,190" />
      <Option name="outline_width" type="QString" value="0.25" />
      <Option name="size" type="QString" value="3" />
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="properties" type="Map">
        <Option name="size" type="Map">
         <Option name="active" type="bool" value="true" />
         <Option name="field" type="QString" value="mentions" />
         <Option name="transformer" type="Map">
          <Option name="d" type="Map">
           <Option name="exponent" type="double" value="0.5" />
           <Option name="maxSize" type="double" value="16" />
           <Option name="maxValue" type="double" value="100" />
           <Option name="minSize" type="double" value="3" />
           <Option name="minValue" type="double" value="1" />
           <Option name="nullSize" type="double" value="3" />
           <Option name="scaleType" type="int" value="1" />
          </Option>
          <Option name="t" type="int" value="1" />
         </Option>
         <Option name="type" type="int" value="2" />
        </Option>
       </Option>
      </Option>
     </data_defined_properties>
    </layer>
   </symbol>
  </source-symbol>
  <data-defined-size-legend type="collapsed" title="Mentions">
   <symbol name="source" type="marker">
    <layer class="SimpleMarker">
     <Option type="Map">
      <Option name="color" type="QString" value="0,114,178,45" />
      <Option name="outline_color" type="QString" value="0,114,178,190" />
      <Option name="outline_width" type="QString" value="0.25" />
      <Option name="size" type="QString" value="3" />
     </Option>
    </layer>
   </symbol>
   <classes>
    <class label="1" size="1" />
    <class label="10" size="10" />
    <class label="100" size="100" />
   </classes>
  </data-defined-size-legend>
  <orderby>
   <orderByClause nullsFirst="1">mentions</orderByClause>
  </orderby>
 </renderer-v2>
 <labeling type="simple">
  <settings>
   <text-style fieldName="name" fontSize="8.5" fontWeight="50" textColor="27,35,45,255">
    <text-buffer bufferDraw="1" bufferNoFill="1" bufferOpacity="0.85" bufferSize="0.8" />
    <dd_properties />
   </text-style>
   <placement dist="0.9" offsetType="1" offsetUnits="MM" placement="6" placementFlags="10" predefinedPositionOrder="R,TR,BR,L,TL,BL,T,B" priority="6" />
   <rendering obstacleType="1" zIndex="3" />
   <dd_properties>
    <Option type="Map">
     <Option name="properties" type="Map">
      <Option name="Color" type="Map">
       <Option name="active" type="bool" value="true" />
       <Option name="expression" type="QString" value="if(&quot;feature_class&quot; = 'H', '#476a84', '#1b232d')" />
       <Option name="type" type="int" value="3" />
      </Option>
      <Option name="Italic" type="Map">
       <Option name="active" type="bool" value="true" />
       <Option name="expression" type="QString" value="&quot;feature_class&quot; IN ('A', 'L', 'H', 'T', 'V')" />
       <Option name="type" type="int" value="3" />
      </Option>
      <Option name="Priority" type="Map">
       <Option name="active" type="bool" value="true" />
       <Option name="expression" type="QString" value="min(10, 3 + 1.5 * ln(&quot;mentions&quot; + 1))" />
       <Option name="type" type="int" value="3" />
      </Option>
      <Option name="Show" type="Map">
       <Option name="active" type="bool" value="true" />
       <Option name="expression" type="QString" value="@map_scale &lt; 25000000 OR &quot;feature_code&quot; LIKE 'PCL%' OR &quot;feature_class&quot; = 'H' OR &quot;mentions&quot; &gt;= 10" />
       <Option name="type" type="int" value="3" />
      </Option>
      <Option name="Size" type="Map">
       <Option name="active" type="bool" value="true" />
       <Option name="expression" type="QString" value="8 + min(3, 0.35 * sqrt(&quot;mentions&quot;))" />
       <Option name="type" type="int" value="3" />
      </Option>
     </Option>
    </Option>
   </dd_properties>
  </settings>
 </labeling>
 <fieldConfiguration>
  <field name="first_date">
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
  <field name="last_date">
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
  <alias field="id" name="Place id" />
  <alias field="name" name="Name" />
  <alias field="feature_class" name="GeoNames feature class" />
  <alias field="feature_code" name="GeoNames feature code" />
  <alias field="country" name="Country" />
  <alias field="admin1" name="First-level area" />
  <alias field="population" name="Inhabitants" />
  <alias field="mentions" name="Mentions" />
  <alias field="literal" name="Literal mentions" />
  <alias field="facility" name="Facility mentions" />
  <alias field="region" name="Region mentions" />
  <alias field="metonymic" name="Metonymic mentions" />
  <alias field="demonym" name="Demonym mentions" />
  <alias field="embedded" name="Embedded mentions" />
  <alias field="documents" name="Documents that mention it" />
  <alias field="first_date" name="Earliest day" />
  <alias field="last_date" name="Latest day" />
 </aliases>
 <attributetableconfig>
  <columns>
   <column name="fid" type="field" hidden="1" />
   <column name="id" type="field" />
   <column name="name" type="field" />
   <column name="feature_class" type="field" />
   <column name="feature_code" type="field" />
   <column name="country" type="field" />
   <column name="admin1" type="field" />
   <column name="population" type="field" />
   <column name="mentions" type="field" />
   <column name="literal" type="field" />
   <column name="facility" type="field" />
   <column name="region" type="field" />
   <column name="metonymic" type="field" />
   <column name="demonym" type="field" />
   <column name="embedded" type="field" />
   <column name="documents" type="field" />
   <column name="first_date" type="field" />
   <column name="last_date" type="field" />
   <column type="actions" hidden="1" />
  </columns>
 </attributetableconfig>
 <previewExpression>"name" || coalesce(', ' || "country", '')</previewExpression>
 <mapTip>&lt;b&gt;[% replace("name", map('&amp;', '&amp;amp;', '&lt;', '&amp;lt;')) %]&lt;/b&gt; [% "country" %]&lt;br&gt;[% "mentions" || if("mentions" = 1, ' mention in ', ' mentions in ') || "documents" || if("documents" = 1, ' document', ' documents') %]&lt;br&gt;[% array_to_string(array_filter(array(if("literal" &gt; 0, "literal" || ' literal', NULL), if("facility" &gt; 0, "facility" || ' facility', NULL), if("region" &gt; 0, "region" || ' region', NULL), if("metonymic" &gt; 0, "metonymic" || ' metonymic', NULL), if("demonym" &gt; 0, "demonym" || ' demonym', NULL), if("embedded" &gt; 0, "embedded" || ' embedded', NULL)), @element IS NOT NULL), ', ') %]&lt;br&gt;[% if("last_date" &gt; "first_date", format_date("first_date", 'd MMM yyyy', 'en') || ' to ' || format_date("last_date", 'd MMM yyyy', 'en'), format_date("first_date", 'd MMM yyyy', 'en')) %]</mapTip>
</qgis>
