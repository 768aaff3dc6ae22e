{#-
  Tables (`in_place`) and views (`view_in_place`) are made where they stand. dbt's own materializations build beside and
  rename, so that readers never miss a table; here nobody reads the warehouse while it is built, and the statements less
  are a tenth of a small build. dbt makes a Python model a `table` unless it says `in_place` itself.
-#}
{% materialization in_place, adapter='duckdb', supported_languages=['sql', 'python'] %}
  {%- set target = this.incorporate(type='table') -%}
  {{ drop_relation_if_exists(load_cached_relation(this)) }}
  {% call statement('main', language=model['language']) -%}
    {{- create_table_as(False, target, compiled_code, model['language']) -}}
  {%- endcall %}
  {% do persist_docs(target, model) %}
  {{ adapter.commit() }}
  {{ return({'relations': [target]}) }}
{% endmaterialization %}

{% materialization view_in_place, adapter='duckdb' %}
  {%- set target = this.incorporate(type='view') -%}
  {{ drop_relation_if_exists(load_cached_relation(this)) }}
  {% call statement('main') -%}
    {{- get_create_view_as_sql(target, compiled_code) -}}
  {%- endcall %}
  {{ adapter.commit() }}
  {{ return({'relations': [target]}) }}
{% endmaterialization %}
