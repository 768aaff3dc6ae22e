-- Why each changed subject changed: one cause each, by the rows that it stands on, as docs/editions.md says.
-- In: a_… and b_… (see sides.py), changed, settings. Out: row_causes, caused.

-- Both sides' corrections of a row, where they differ.
create or replace temp table corrections_changed as
select
    coalesce(a.record_id, b.record_id) as record_id,
    coalesce(a.record_type, b.record_type) as record_type
from a_corrected as a
full join b_corrected as b on a.record_id = b.record_id and a.record_type = b.record_type
where a.fixes is distinct from b.fixes;

-- What else a partner's data went through, for rows that have no reason of their own.
create or replace temp table partner_causes as
with deliveries as (
    select
        coalesce(a.delivery_id, b.delivery_id) as delivery_id,
        coalesce(a.partner_code, b.partner_code) as partner_code,
        a.delivery_id is null or b.delivery_id is null as is_late,
        (a.status = 'withdrawn') <> (b.status = 'withdrawn') as is_withdrawal
    from a_deliveries as a
    full join b_deliveries as b on a.delivery_id = b.delivery_id
),

corrected as (
    select distinct split_part(record_id, '/', 1) as delivery_id from corrections_changed
)

select
    partner_code,
    case
        when bool_or(coalesce(is_withdrawal, false)) then 'withdrawal'
        when count(corrected.delivery_id) > 0 then 'correction'
        when bool_or(is_late) then 'late_delivery'
    end as cause
from deliveries
left join corrected on deliveries.delivery_id = corrected.delivery_id
group by partner_code;

-- The cause of what no row explains: readings first, then definitions, then whatever else came.
create or replace temp table elsewhere as
select case
    when readings_differ then 'decision'
    when definitions_differ then 'definition'
    when identities_differ then 'identity'
    else coalesce((select min(cause) from partner_causes), 'definition')
end as cause
from settings;

-- Rows that are in force on one side only, or say or name something else.
create or replace temp table rows_changed as
select
    coalesce(a.record_type, b.record_type) as record_type,
    coalesce(a.record_id, b.record_id) as record_id,
    split_part(coalesce(a.record_id, b.record_id), '/', 1) as delivery_id,
    a.record_id is not null and b.record_id is not null as is_in_both,
    a.content is not distinct from b.content as is_same_content,
    case when a.record_id is null then 'a' else 'b' end as absent_side,
    case when a.record_id is null then 'b' else 'a' end as present_side,
    list_distinct([a.firm_id, b.firm_id]) as firm_ids,
    list_distinct([a.network_id, b.network_id]) as network_ids
from a_rows as a
full join b_rows as b on a.record_id = b.record_id and a.record_type = b.record_type
where
    a.record_id is null or b.record_id is null or a.content <> b.content
    or a.firm_id is distinct from b.firm_id or a.network_id is distinct from b.network_id;

create or replace temp table exclusions as
select 'a' as side, * from a_excluded
union all
select 'b' as side, * from b_excluded;

create or replace temp table deliveries as
select 'a' as side, * from a_deliveries
union all
select 'b' as side, * from b_deliveries;

create or replace temp table row_causes as
with cancelling as (
    select side, record_type, record_id from exclusions where outcome = 'cancelling'
),

-- Rows that took the place of one that the other side still has.
replacing as (
    select distinct exclusions.side, exclusions.record_type, exclusions.settled_by_record_id as record_id
    from exclusions
    inner join rows_changed
        on exclusions.record_id = rows_changed.record_id and exclusions.record_type = rows_changed.record_type
    where exclusions.outcome = 'superseded'
),

explained as (
    select
        rows_changed.*,
        excluded.outcome,
        excluded.settled_by_record_id,
        corrected.record_id is not null as is_corrected,
        delivery.delivery_id is null as is_unknown,
        delivery.status = 'withdrawn' as is_withdrawn,
        replacing.record_id is not null as is_replacing,
        cancelling.record_id is not null as is_cancelled,
        settler.delivery_id is null as is_settler_unknown,
        settler.status = 'withdrawn' as is_settler_withdrawn,
        settler_corrected.record_id is not null as is_settler_corrected,
        partner_causes.cause as partner_cause
    from rows_changed
    left join corrections_changed as corrected
        on rows_changed.record_id = corrected.record_id and rows_changed.record_type = corrected.record_type
    left join deliveries as delivery
        on rows_changed.absent_side = delivery.side and rows_changed.delivery_id = delivery.delivery_id
    left join exclusions as excluded
        on
            rows_changed.absent_side = excluded.side
            and rows_changed.record_id = excluded.record_id
            and rows_changed.record_type = excluded.record_type
    left join cancelling
        on
            excluded.side = cancelling.side
            and excluded.settled_by_record_id = cancelling.record_id
            and excluded.record_type = cancelling.record_type
    left join deliveries as settler
        on
            rows_changed.present_side = settler.side
            and excluded.settled_by_delivery_id = settler.delivery_id
    left join corrections_changed as settler_corrected
        on
            excluded.settled_by_record_id = settler_corrected.record_id
            and excluded.record_type = settler_corrected.record_type
    left join replacing
        on
            rows_changed.present_side = replacing.side
            and rows_changed.record_id = replacing.record_id
            and rows_changed.record_type = replacing.record_type
    left join partner_causes
        on regexp_extract(rows_changed.delivery_id, '^(.*)-[0-9]+$', 1) = partner_causes.partner_code
)

select
    record_type,
    record_id,
    firm_ids,
    network_ids,
    case
        when is_corrected then 'correction'
        when is_in_both and is_same_content then 'identity'
        when is_in_both then (select cause from elsewhere)
        when is_unknown and is_replacing then 'correction'
        when is_unknown then 'late_delivery'
        when is_withdrawn then 'withdrawal'
        when outcome = 'cancelling' or is_cancelled then 'withdrawal'
        when settled_by_record_id is not null and is_settler_unknown then 'correction'
        when settled_by_record_id is not null and is_settler_withdrawn then 'withdrawal'
        when settled_by_record_id is not null and is_settler_corrected then 'correction'
        when outcome = 'superseded' and settled_by_record_id is null and is_settler_unknown then 'withdrawal'
        when outcome = 'superseded' and settled_by_record_id is null then 'decision'
        else coalesce(partner_cause, (select cause from elsewhere))
    end as cause
from explained;

-- Evidence that one side has and the other has not in this form, by the subject that it counts for.
create or replace temp table evidence_changed as
(
    select * exclude (subject_name, firm_id, network_id) from a_evidence
    except
    select * exclude (subject_name, firm_id, network_id) from b_evidence
)
union all
(
    select * exclude (subject_name, firm_id, network_id) from b_evidence
    except
    select * exclude (subject_name, firm_id, network_id) from a_evidence
);

create or replace temp table precedence as
select * from (values
    ('identity', 1), ('withdrawal', 2), ('correction', 3), ('decision', 4), ('late_delivery', 5), ('definition', 6)
) as listed(cause, rank);

-- The best reason among the rows that the evidence names, in the cell looked at.
create or replace temp table causes_by_row as
select
    changed.kpi_code,
    changed.measure,
    changed.split,
    changed.cell,
    changed.counted_id,
    min_by(row_causes.cause, precedence.rank) as cause
from changed
inner join evidence_changed
    on changed.kpi_code = evidence_changed.kpi_code and changed.counted_id = evidence_changed.counted_id
left join row_causes
    on evidence_changed.record_id = row_causes.record_id and row_causes.record_type <> 'firms'
left join precedence on row_causes.cause = precedence.cause
where
    case changed.split
        when 'province' then evidence_changed.province_code = changed.cell
        when 'partner' then evidence_changed.partner_code = changed.cell and evidence_changed.is_in_scope
        else evidence_changed.is_in_scope
    end
group by all;

-- Else the best among the rows that describe the subject: its firm's, its network's, the firms of its members.
create or replace temp table causes_by_subject as
with described as (
    select kpi_code, counted_id, firm_id, network_id from a_evidence
    union
    select kpi_code, counted_id, firm_id, network_id from b_evidence
),

reasons as (
    select described.kpi_code, described.counted_id, firm_rows.cause
    from described
    inner join (
        select unnest(firm_ids) as firm_id, cause from row_causes
        where record_type in ('firms', 'network_members', 'register_members')
    ) as firm_rows on described.firm_id = firm_rows.firm_id
    union
    select described.kpi_code, described.counted_id, network_rows.cause
    from described
    inner join (
        select unnest(network_ids) as network_id, cause from row_causes
    ) as network_rows on described.network_id = network_rows.network_id
)

select kpi_code, counted_id, min_by(cause, rank) as cause
from reasons
inner join precedence using (cause)
group by kpi_code, counted_id;

-- KPIs that only one side has, or that count in another way: nothing but their definition explains them.
create or replace temp table kpis_redefined as
select coalesce(a.kpi_code, b.kpi_code) as kpi_code
from a_registry as a
full join b_registry as b on a.kpi_code = b.kpi_code
where a.way is distinct from b.way;

create or replace temp table caused as
select
    changed.*,
    case
        when kpis_redefined.kpi_code is not null then 'definition'
        when causes_by_row.kpi_code is null then 'definition'
        else coalesce(causes_by_row.cause, causes_by_subject.cause, (select cause from elsewhere))
    end as cause
from changed
left join kpis_redefined on changed.kpi_code = kpis_redefined.kpi_code
left join causes_by_row
    on
        changed.kpi_code = causes_by_row.kpi_code and changed.measure = causes_by_row.measure
        and changed.split = causes_by_row.split and changed.cell = causes_by_row.cell
        and changed.counted_id = causes_by_row.counted_id
left join causes_by_subject
    on changed.kpi_code = causes_by_subject.kpi_code and changed.counted_id = causes_by_subject.counted_id;
