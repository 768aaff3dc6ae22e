{# Where `raw` and `decisions` are: a lake is built from the warehouse that they were landed in. As in _sources.yml. #}
{% macro landed_database() -%}
    {{ return('landed' if target.name == 'lake' else target.database) }}
{%- endmacro %}

{# A build makes all anew: a lake keeps no earlier one, nor what was erased since. #}
{% macro forget_earlier_builds() -%}
    {% if target.name == 'lake' -%}
    call ducklake_expire_snapshots('lake', older_than => now());
    call ducklake_cleanup_old_files('lake', cleanup_all => true)
    {%- endif %}
{%- endmacro %}
