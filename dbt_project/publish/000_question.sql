-- What a macro may be asked. A wrong question is an error that names what is allowed, never 0: `kpi_refusal` stands once in
-- `kpi_cells` and once in each macro that gives rows.

-- The codes that each argument may have, a row for each: one small table, so that a question costs no more for being judged.
drop view if exists known_codes;  -- an edition has its tables as views
create table known_codes as
select
    'code' as argument,
    list(kpi_code order by sort_order) as codes,
    'un KPI; ammessi, uno o più parti da spazi o in una lista: '
    || string_agg(kpi_code, ', ' order by sort_order) as allowed
from dim_kpis
union all
select
    'province',
    list(province_code order by province_code),
    'una provincia; ammessa una sigla: ' || string_agg(province_code, ', ' order by province_code) filter (where is_lombardy)
    || ', ?? (non nota), o quella di un’altra provincia italiana'
from dim_provinces
union all
select
    'partner',
    list_append(list(partner_code order by sort_order), 'registro'),
    'un partner; ammessi: ' || string_agg(partner_code, ', ' order by sort_order) || ', registro'
from dim_partners
union all
select
    'desk',
    list_append(list(desk_code order by desk_code), '??'),
    'un desk; ammessi: ' || string_agg(desk_code || ', ', '' order by desk_code) || '?? (non indicato)'
from dim_desks
union all
select
    'sector',
    list_append(list(sector_code order by sector_code), '??'),
    'un settore; ammessa una divisione ATECO a due cifre: ' || string_agg(sector_code, ', ' order by sector_code)
    || ', ?? (non noto)'
from dim_sectors
union all
select
    'build',
    [value],
    'della costruzione aperta come principale (' || value
    || '): eseguire prima USE sul file voluto, o aprirlo come principale'
from meta
where key = 'build_id'
union all
select
    'days',
    null,
    'dopo until: il primo giorno va in since, l’ultimo in until';
comment on table known_codes is 'Che cosa si può chiedere alle macro: una riga per argomento.';
comment on column known_codes.argument is 'Argomento delle macro.';
comment on column known_codes.codes is 'Codici ammessi.';
comment on column known_codes.allowed is 'Che cosa è ammesso, in parole.';

-- KPI codes in any case, as a list or as a text that parts them by blanks or commas.
create or replace macro kpi_codes(code) as regexp_extract_all(lower(code::varchar), '[^\s,;\[\]''"]+');

-- Codes as the tables have them, from any case, as a list: one, or several parted as KPI codes are; a sector may also be a
-- number.
create or replace macro as_provinces(province) as kpi_codes(province).list_transform(lambda one: upper(one));
create or replace macro as_partners(partner) as kpi_codes(partner);
create or replace macro as_desks(desk) as kpi_codes(desk);
create or replace macro as_sectors(sector) as kpi_codes(sector).list_transform(lambda one: if(length(one) = 1, '0' || one, one));

-- What is wrong with the codes that an argument was given, NULL where nothing is.
create or replace macro codes_fault(argument, given, codes, allowed) as
    case
        when len(given) = 0 then argument || ': vuoto non è ' || allowed
        when not list_has_all(codes, given)
            then argument || ': «' || array_to_string(list_filter(given, lambda one: not list_contains(codes, one)), '», «')
                || '» non è ' || allowed
    end;

-- What is wrong with one argument of a question, NULL where nothing is. `asked_build` is the build that the macro was
-- published with: a macro called through an attached file reads the tables of the main one, which must then be the same.
create or replace macro argument_fault(
    argument, codes, allowed, code, since, until, province, partner, desk, sector, asked_build
) as
    case argument
        when 'code' then codes_fault(argument, kpi_codes(code), codes, allowed)
        when 'province' then codes_fault(argument, as_provinces(province), codes, allowed)
        when 'partner' then codes_fault(argument, as_partners(partner), codes, allowed)
        when 'desk' then codes_fault(argument, as_desks(desk), codes, allowed)
        when 'sector' then codes_fault(argument, as_sectors(sector), codes, allowed)
        when 'days' then
            case
                when since::date > until::date
                    then 'since: ' || since::varchar || ' viene ' || allowed || ' (' || until::varchar || ')'
            end
        when 'build' then
            case
                when not starts_with(asked_build, '{') and not list_contains(codes, asked_build)
                    then 'la macro è della costruzione ' || asked_build || ', non ' || allowed
            end
    end;

-- No row, or the error that a wrong question is, in the columns of evidence: what gives values or rows adds it to them. The
-- columns come out of aggregates that nobody can foresee and that differ: else a condition on them, or a contradiction
-- between two, would spare DuckDB from looking at the question.
create or replace macro kpi_refusal(code, since, until, province, partner, desk, sector, asked_build) as table
    select
        any_value(argument) as kpi_code,
        any_value(argument || 1) as subject_type,
        any_value(argument || 2) as subject_id,
        any_value(argument || 3) as province_code,
        any_value(argument || 4) as partner_code,
        any_value(argument || 5) as desk_code,
        any_value(argument || 6) as firm_id,
        any_value(argument || 7) as network_id,
        any_value(try_cast(argument as date)) as happened_on,
        any_value(try_cast(argument || 9 as date)) as ended_on,
        any_value(len(argument))::decimal(18, 2) as amount,
        any_value(argument || 10) as evidence_level,
        any_value(argument || 11) as record_id
    from known_codes
    where
        coalesce(
            error(
                argument_fault(
                    argument, codes, allowed, code, since, until, province, partner, desk, sector, asked_build
                )
            )::boolean,
            false
        )
    having count(*) > 0;
