-- Where a row stands, in one place: a number's delivered rows, each once, with subject, file, sheet and row.

-- How firms are called; the private twin has the names of natural persons too (warehouse/publish.py).
create or replace view firm_names as
select
    firm_id,
    firm_name
from dim_firms;

-- A delivered sheet by the beginning of the references of its rows; a delivery as a whole by its own reference.
create or replace view delivered_sheets as
select
    deliveries.delivery_id || '/' || sheets.sheet_index as sheet_ref,
    deliveries.delivery_id,
    deliveries.partner_code,
    deliveries.file_name,
    sheets.sheet,
    deliveries.received_at
from dim_deliveries as deliveries
inner join dim_sheets as sheets using (delivery_id)
union all
select
    delivery_id || '/' as sheet_ref,
    delivery_id,
    partner_code,
    file_name,
    null as sheet,
    received_at
from dim_deliveries;

-- What stands in a row's reference (delivery/sheet/row): its sheet_ref, its row as the spreadsheet shows it.
create or replace macro sheet_of(record_id) as split_part(record_id, '/', 1) || '/' || split_part(record_id, '/', 2);

create or replace macro row_of(record_id) as try_cast(split_part(record_id, '/', 3) as integer);

-- Which rows: those that count, every row of the window (also a `first` KPI's later ones), or what ended of a stock in it.
create or replace macro which_rows(which) as
    case
        when which in ('counted', 'every', 'ended') then which
        else error('which: «' || coalesce(which::varchar, 'NULL') || '» non è fra quelle ammesse: counted, every, ended')
    end;

-- The evidence of networks: a row for each province and member. Firms and memberships have one row of their own, and no
-- KPI of networks is `first`.
create or replace macro kpi_placed(code, since, until, province, partner, desk, sector, which) as table
    select *
    from kpi_filtered(code := code, province := province, partner := partner, desk := desk, sector := sector)
    where
        is_in_scope and way <> 'first'
        and network_id is not null and subject_type not in ('firm', 'membership')
        and case
            when which_rows(which) <> 'ended' then is_counted(way, happened_on, ended_on, since, until)
            else way = 'stock' and ended_on >= window_start(since) and ended_on <= window_end(since, until)
        end;

-- Each delivered row that counts, once: evidence has a network's row once for each of its provinces and members.
-- `province_code` has those that were counted, parted by blanks; `members` all members of the day with their provinces
-- (`member_ids` theirs, parted by blanks). `firm_id` is the row's own firm: none where a network is counted.
create or replace macro kpi_delivered(
    code := null, since := null, until := null, province := null, partner := null, desk := null, sector := null,
    which := 'counted'
) as table
    with of_networks as (
        select
            kpi_code,
            any_value(subject_type) as subject_type,
            subject_id,
            string_agg(distinct province_code, ' ' order by province_code) as province_code,
            any_value(partner_code) as partner_code,
            any_value(desk_code) as desk_code,
            case
                when record_id in (select record_id from fct_services where is_firm_own) then any_value(firm_id)
            end as firm_id,
            any_value(network_id) as network_id,
            min(happened_on) as happened_on,
            case when count(ended_on) = count(*) then max(ended_on) end as ended_on,
            any_value(amount) as amount,
            max(evidence_level) as evidence_level,
            record_id,
            case
                when which = 'ended' then max(ended_on) - 1
                when any_value(way) = 'stock' then stock_date(until)
                else min(happened_on)
            end as day,
            kpi_code in (select kpi_code from dim_kpis where is_register) as is_register
        from kpi_placed(code, since, until, province, partner, desk, sector, which)
        group by kpi_code, subject_id, record_id
    ),

    -- The register and the partners each have members of their own.
    gathered as (
        select
            days.network_id,
            days.day,
            days.is_register,
            string_agg(
                distinct firms.firm_name || ' (' || presences.province_code || ')', ', '
                order by firms.firm_name || ' (' || presences.province_code || ')'
            ) as members,
            string_agg(distinct firm_id, ' ' order by firm_id) as member_ids
        from (select distinct network_id, day, is_register from of_networks where firm_id is null) as days
        inner join bridge_network_presences as presences
            on
                days.network_id = presences.network_id
                and days.is_register = presences.is_register
                and days.day >= coalesce(presences.present_from, days.day)
                and coalesce(days.day < presences.present_until, true)
        inner join firm_names as firms using (firm_id)
        group by all
    )

    select
        * exclude (is_first),
        null as members,
        null as member_ids
    from kpi_evidence(
        code := code, since := since, until := until, province := province, partner := partner, desk := desk,
        sector := sector
    )
    where which_rows(which) = 'counted' and (is_first or network_id is null or subject_type in ('firm', 'membership'))
    union all
    select
        * exclude (is_counted),
        null as members,
        null as member_ids
    from kpi_rows(
        code := code, since := since, until := until, province := province, partner := partner, desk := desk,
        sector := sector
    )
    where which = 'every' and (network_id is null or subject_type in ('firm', 'membership'))
    union all
    select
        * exclude (way, sort_order, sector_code, size_class, known_at, subject_number, is_in_scope),
        null as members,
        null as member_ids
    from kpi_filtered(code := code, province := province, partner := partner, desk := desk, sector := sector)
    where
        which = 'ended' and way = 'stock' and is_in_scope
        and ended_on >= window_start(since) and ended_on <= window_end(since, until)
        and (network_id is null or subject_type in ('firm', 'membership'))
    union all
    select
        of_networks.* exclude (day, is_register),
        case when of_networks.firm_id is null then gathered.members end as members,
        case when of_networks.firm_id is null then gathered.member_ids end as member_ids
    from of_networks
    left join gathered using (network_id, day, is_register)
    union all
    -- A column of NULLs alone would spare a condition on it the look at the question.
    select
        *,
        record_id as members,
        record_id as member_ids
    from kpi_refusal(code, since, until, province, partner, desk, sector, '{build_id}');

-- The same with names, and where the row was delivered.
create or replace macro kpi_trace(
    code := null, since := null, until := null, province := null, partner := null, desk := null, sector := null,
    which := 'counted'
) as table
    select
        delivered.kpi_code,
        delivered.subject_type,
        delivered.subject_id,
        case delivered.subject_type
            when 'membership' then networks.network_name || ' / ' || firms.firm_name
            when 'network' then networks.network_name
            when 'event' then events.title
            when 'desk' then desks.desk_name
            when 'model_service' then services.service_name
            else coalesce(firms.firm_name, networks.network_name)
        end as subject_name,
        delivered.province_code,
        delivered.partner_code,
        delivered.desk_code,
        delivered.firm_id,
        firms.firm_name,
        delivered.network_id,
        networks.network_name,
        delivered.members,
        delivered.member_ids,
        delivered.happened_on,
        delivered.ended_on,
        delivered.amount,
        delivered.evidence_level,
        delivered.record_id,
        sheets.delivery_id,
        sheets.file_name,
        sheets.sheet,
        row_of(delivered.record_id) as row_number
    from kpi_delivered(
        code := code, since := since, until := until, province := province, partner := partner, desk := desk,
        sector := sector, which := which
    ) as delivered
    left join firm_names as firms using (firm_id)
    left join dim_networks as networks using (network_id)
    left join delivered_sheets as sheets on sheet_of(delivered.record_id) = sheets.sheet_ref
    left join (select event_id, min(title) as title from fct_events group by event_id) as events
        on delivered.subject_type = 'event' and delivered.subject_id = events.event_id
    left join dim_desks as desks on delivered.subject_type = 'desk' and delivered.subject_id = desks.desk_code
    left join (select service_code, min(service_name) as service_name from dim_services group by service_code) as services
        on
            delivered.subject_type = 'model_service'
            and split_part(delivered.subject_id, ':', 2) = services.service_code;

-- noqa: disable=LT05
comment on view firm_names is 'Come si chiama ogni impresa; le persone fisiche non hanno nome.';
comment on view delivered_sheets is 'Foglio consegnato: file, partner e quando è arrivato. Si unisce con sheet_ref = sheet_of(record_id); row_of(record_id) è la riga.';
comment on column delivered_sheets.sheet_ref is 'L’inizio del riferimento delle sue righe (consegna/foglio); consegna/ per la consegna intera.';
comment on macro table kpi_delivered is 'Le righe consegnate che contano, una volta ciascuna e senza nomi; ciò da cui è fatta kpi_trace. Parametri: from macro_parameters.';
comment on macro table kpi_trace is 'Le righe consegnate che contano, una volta ciascuna: soggetto, province contate (province_code), di una rete gli aderenti del giorno con la loro provincia (members), file, foglio e riga. Parametri: from macro_parameters.';
