-- Which delivered rows describe a firm: without them nobody could say why its province or identity changed.
select distinct
    record_id,
    partner_code,
    firm_id
from {{ ref('private_firm_mentions') }}
where record_id is not null
