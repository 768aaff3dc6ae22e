-- The private twin calls natural persons by their names.
create or replace view firm_names as
select
    firm_id,
    firm_name
from private_firms;
