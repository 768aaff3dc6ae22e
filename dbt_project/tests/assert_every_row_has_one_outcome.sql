-- Received = accepted + rejected + superseded + duplicate + ignored, for every delivery and record type.
select *
from {{ ref('fct_delivery_outcomes') }}
where received <> accepted + rejected + superseded + duplicate + ignored
