<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0">
 <renderer-v2 type="categorizedSymbol" attr="CASE WHEN &quot;feature_class&quot; = 'H' THEN 'sea' WHEN &quot;feature_code&quot; LIKE 'PCL%' THEN 'country' WHEN &quot;feature_class&quot; = 'A' THEN 'area' ELSE 'vague' END" symbollevels="1">
  <categories>
   <category label="Administrative area" symbol="0" value="area" />
   <category label="Country" symbol="1" value="country" />
   <category label="Region without sharp borders" symbol="2" value="vague" />
   <category label="Sea" symbol="3" value="sea" />
  </categories>
  <symbols>
   <symbol name="0" type="fill">
    <layer class="SimpleFill" pass="3">
     <Option type="Map">
      <Option name="color" type="QString" value="0,158,115,10" />
      <Option name="outline_color" type="QString" value="0,158,115,200" />
      <Option name="outline_width" type="QString" value="0.22" />
     </Option>
    </layer>
    <layer class="LinePatternFill" pass="3">
     <Option type="Map">
      <Option name="distance" type="QString" value="1.8" />
      <Option name="line_width" type="QString" value="0" />
     </Option>
     <symbol name="@0@1" type="line">
      <layer class="SimpleLine">
       <Option type="Map">
        <Option name="capstyle" type="QString" value="flat" />
        <Option name="joinstyle" type="QString" value="round" />
        <Option name="line_color" type="QString" value="0,158,115,130" />
        <Option name="line_width" type="QString" value="0.15" />
       </Option>
      </layer>
     </symbol>
    </layer>
   </symbol>
   <symbol name="1" type="fill">
    <layer class="SimpleFill" pass="2">
     <Option type="Map">
      <Option name="color" type="QString" value="0,158,115,11" />
      <Option name="outline_color" type="QString" value="0,158,115,130" />
      <Option name="outline_width" type="QString" value="0.16" />
     </Option>
    </layer>
   </symbol>
   <symbol name="2" type="fill">
    <layer class="LinePatternFill" pass="1">
     <Option type="Map">
      <Option name="distance" type="QString" value="4.5" />
      <Option name="line_width" type="QString" value="0" />
     </Option>
     <symbol name="@2@0" type="line">
      <layer class="SimpleLine">
       <Option type="Map">
        <Option name="capstyle" type="QString" value="flat" />
        <Option name="joinstyle" type="QString" value="round" />
        <Option name="line_color" type="QString" value="0,158,115,80" />
        <Option name="line_width" type="QString" value="0.12" />
       </Option>
      </layer>
     </symbol>
    </layer>
    <layer class="SimpleFill" pass="1">
     <Option type="Map">
      <Option name="color" type="QString" value="255,255,255,0" />
      <Option name="outline_color" type="QString" value="0,158,115,130" />
      <Option name="outline_style" type="QString" value="dash" />
      <Option name="outline_width" type="QString" value="0.25" />
      <Option name="style" type="QString" value="no" />
     </Option>
    </layer>
   </symbol>
   <symbol name="3" type="fill">
    <layer class="LinePatternFill">
     <Option type="Map">
      <Option name="angle" type="QString" value="0" />
      <Option name="distance" type="QString" value="3" />
      <Option name="line_width" type="QString" value="0" />
     </Option>
     <symbol name="@3@0" type="line">
      <layer class="SimpleLine">
       <Option type="Map">
        <Option name="capstyle" type="QString" value="flat" />
        <Option name="joinstyle" type="QString" value="round" />
        <Option name="line_color" type="QString" value="0,114,178,80" />
        <Option name="line_width" type="QString" value="0.1" />
       </Option>
      </layer>
     </symbol>
    </layer>
    <layer class="SimpleFill">
     <Option type="Map">
      <Option name="color" type="QString" value="255,255,255,0" />
      <Option name="outline_color" type="QString" value="0,114,178,85" />
      <Option name="outline_width" type="QString" value="0.12" />
      <Option name="style" type="QString" value="no" />
     </Option>
    </layer>
   </symbol>
  </symbols>
 </renderer-v2>
 <labeling type="simple">
  <settings>
   <text-style fieldName="name" fontItalic="1" fontSize="8.5" fontWeight="50" textColor="0,102,75,255">
    <text-buffer bufferDraw="1" bufferNoFill="1" bufferOpacity="0.85" bufferSize="0.8" />
    <dd_properties />
   </text-style>
   <placement offsetUnits="MM" placement="4" placementFlags="10" priority="4" />
   <rendering obstacle="0" obstacleType="1" />
   <dd_properties>
    <Option type="Map">
     <Option name="properties" type="Map">
      <Option name="Color" type="Map">
       <Option name="active" type="bool" value="true" />
       <Option name="expression" type="QString" value="if(&quot;feature_class&quot; = 'H', '#476a84', '#00664b')" />
       <Option name="type" type="int" value="3" />
      </Option>
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
 <aliases>
  <alias field="id" name="Place id" />
  <alias field="name" name="Name" />
  <alias field="feature_class" name="GeoNames feature class" />
  <alias field="feature_code" name="GeoNames feature code" />
  <alias field="country" name="Country" />
  <alias field="mentions" name="Mentions" />
  <alias field="documents" name="Documents that mention it" />
 </aliases>
 <attributetableconfig>
  <columns>
   <column name="fid" type="field" hidden="1" />
   <column name="id" type="field" />
   <column name="name" type="field" />
   <column name="feature_class" type="field" />
   <column name="feature_code" type="field" />
   <column name="country" type="field" />
   <column name="mentions" type="field" />
   <column name="documents" type="field" />
   <column type="actions" hidden="1" />
  </columns>
 </attributetableconfig>
 <previewExpression>name</previewExpression>
 <mapTip>&lt;b&gt;[% replace("name", map('&amp;', '&amp;amp;', '&lt;', '&amp;lt;')) %]&lt;/b&gt; [% "country" %]&lt;br&gt;[% "mentions" || if("mentions" = 1, ' mention in ', ' mentions in ') || "documents" || if("documents" = 1, ' document', ' documents') %]</mapTip>
</qgis>
