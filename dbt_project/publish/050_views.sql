-- What every association asks, ready-made.

-- A firm and a partner that reached it or assisted it: since when, until when, by how many rows.
create or replace view firm_partners as
select
    evidence.firm_id,
    firms.firm_name,
    firms.province_code,
    firms.sector_code,
    firms.size_class,
    evidence.partner_code,
    min(evidence.happened_on) filter (where evidence.kpi_code = 'firms_reached') as first_reached_on,
    min(evidence.happened_on) filter (where evidence.kpi_code = 'firms_assisted') as first_assisted_on,
    max(evidence.happened_on) as last_on,
    count(distinct evidence.record_id) as row_count
from fct_kpi_evidence as evidence
left join dim_firms as firms using (firm_id)
where evidence.kpi_code in ('firms_reached', 'firms_assisted')
group by all;

-- A network and a member that counts, once whoever delivered it: its province and sector, since when and until when.
create or replace view network_firms as
select
    evidence.network_id,
    networks.network_name,
    networks.signed_date,
    networks.dissolved_date,
    evidence.firm_id,
    firms.firm_name,
    evidence.province_code,
    evidence.sector_code,
    string_agg(distinct evidence.partner_code, ' ' order by evidence.partner_code) as partner_codes,
    min(evidence.happened_on) as member_from,
    case when count(evidence.ended_on) = count(*) then max(evidence.ended_on) end as member_until
from fct_kpi_evidence as evidence
left join dim_networks as networks using (network_id)
left join dim_firms as firms using (firm_id)
where evidence.kpi_code = 'network_memberships'
group by all;

-- A delivery, a record type in it and an outcome: how many rows had it.
create or replace view delivery_outcomes as
select
    delivery_id,
    deliveries.partner_code,
    deliveries.file_name,
    deliveries.received_at,
    counted.record_type,
    counted.outcome,
    counted.row_count
from (
    select
        delivery_id,
        record_type,
        unnest(['accepted', 'rejected', 'superseded', 'duplicate', 'ignored']) as outcome,
        unnest([accepted, rejected, superseded, duplicate, ignored]) as row_count
    from fct_delivery_outcomes
) as counted
inner join dim_deliveries as deliveries using (delivery_id)
where counted.row_count > 0;

comment on view firm_partners is 'Impresa e partner che l’ha raggiunta o assistita: prima e ultima volta, righe.';
comment on column firm_partners.first_reached_on is 'Giorno in cui quel partner l’ha raggiunta la prima volta.';
comment on column firm_partners.first_assisted_on is 'Giorno in cui quel partner l’ha assistita la prima volta.';
comment on column firm_partners.last_on is 'Ultimo giorno in cui quel partner l’ha raggiunta o assistita.';
comment on column firm_partners.row_count is 'Righe consegnate che lo provano.';
comment on view network_firms is 'Rete e impresa aderente, una volta chiunque l’abbia consegnata: provincia, settore, da quando a quando.';
comment on column network_firms.partner_codes is 'Partner che hanno consegnato l’adesione, parti da spazi.';
comment on column network_firms.member_from is 'Primo giorno di adesione.';
comment on column network_firms.member_until is 'Primo giorno fuori dalla rete; NULL se vi è ancora.';
comment on view delivery_outcomes is 'Consegna, tipo di riga ed esito: quante righe.';
comment on column delivery_outcomes.outcome is 'Esito: accepted, rejected, superseded, duplicate o ignored.';
comment on column delivery_outcomes.row_count is 'Righe con quell’esito.';

-- What macros give; their parameters are in macro_parameters, which reads them off the macros themselves.
-- noqa: disable=LT05
comment on macro table kpi is 'Il valore di ogni KPI. Parametri, nessuno obbligatorio: from macro_parameters.';
comment on macro table kpi_by_province is 'Il valore di ogni KPI per provincia; il totale nella riga con province_code NULL. Parametri: from macro_parameters.';
comment on macro table kpi_by_partner is 'Il valore di ogni KPI per partner che ha consegnato; il totale nella riga con partner_code NULL. Parametri: from macro_parameters.';
comment on macro table kpi_by_desk is 'Il valore di ogni KPI per desk; il totale nella riga con desk_code NULL. Parametri: from macro_parameters.';
comment on macro table kpi_by_month is 'Il valore di ogni KPI per mese (AAAA-MM); il totale nella riga con month NULL. Parametri: from macro_parameters.';
comment on macro table kpi_by_level is 'Il valore di ogni KPI per livello di evidenza; il totale nella riga con evidence_level NULL. Parametri: from macro_parameters.';
comment on macro table kpi_by_sector is 'Il valore di ogni KPI per settore (divisione ATECO); il totale nella riga con sector_code NULL. Parametri: from macro_parameters.';
comment on macro table kpi_by_size is 'Il valore di ogni KPI per classe dimensionale dell’impresa; il totale nella riga con size_class NULL. Parametri: from macro_parameters.';
comment on macro table kpi_evidence is 'Le righe che contano: di un KPI «first» la sola prima riga di ogni soggetto (is_first); tutte le altre sono in kpi_rows. Parametri: from macro_parameters.';
comment on macro table kpi_rows is 'Tutte le righe della finestra, anche quelle che per un KPI «first» non sono la prima del soggetto; is_counted dice se è la riga che conta. Parametri: from macro_parameters.';
comment on macro table partner_months is 'Partner e mese: in tempo, in ritardo, mancante o atteso. Parametri: from macro_parameters.';
comment on macro table kpi_cells is 'Il valore di ogni KPI in ogni cella (cell) della divisione chiesta con split; ciò da cui sono fatte kpi e kpi_by_….';
comment on macro table kpi_subjects is 'I soggetti che contano, uno per KPI, cella e soggetto; ciò che kpi_cells conta.';
-- noqa: enable=LT05

create or replace view macro_parameters as
select
    macros.function_name as macro,
    macros.place,
    macros.parameter,
    meanings.meaning_it,
    meanings.example
from (
    select
        function_name,
        unnest(parameters) as parameter,
        unnest(range(1, len(parameters) + 1)) as place
    from duckdb_functions()
    where function_type = 'table_macro' and database_name = current_database() and comment is not null
) as macros
inner join (
    values
    ('code', 'Codice di un KPI, o più d’uno: testo con spazi o virgole, o lista; maiuscole o minuscole. NULL: tutti.',
        'code := ''firms_reached'''),
    ('since', 'Primo giorno, incluso. NULL: dall’inizio.', 'since := date ''2012-01-01'''),
    ('until', 'Ultimo giorno, incluso. NULL: fino a oggi.', 'until := date ''2012-12-31'''),
    ('province', 'Sigla di una provincia, o più d’una come per code; ?? se non nota. NULL: tutta la Lombardia.', 'province := ''LC'''),
    ('partner', 'Codice di un partner, o più d’uno. NULL: tutti.', 'partner := ''lecco'''),
    ('desk', 'Codice di un desk, o più d’uno; ?? se la riga non lo nomina. NULL: tutti.', 'desk := ''milano'''),
    ('sector', 'Divisione ATECO, due cifre, o più d’una; ?? se non nota. NULL: tutte.', 'sector := ''25'''),
    ('known_by', 'Momento (UTC): solo le righe ricevute fino ad allora.', 'known_by := timestamp ''2012-07-01'''),
    ('with_late', 'Con known_by: anche ciò che era già avvenuto ed è arrivato dopo.', 'with_late := true'),
    ('with_ids', 'Se dare counted_id: false, più veloce, per chi conta soltanto.', 'with_ids := false'),
    ('split', 'Che cosa distinguere: province, partner, desk, sector, size, month, level.', 'split := ''province'''),
    ('which', 'Quali righe: counted, che contano; every, tutte nella finestra; ended, di una consistenza ciò che vi è finito.',
        'which := ''every'''),
    ('recent', 'Un giorno dopo since: recent_value vale da lì in poi.', 'recent := date ''2013-01-01''')
) as meanings (parameter, meaning_it, example) using (parameter);
comment on view macro_parameters is 'I parametri di ogni macro: che cosa vuol dire ciascuno, con un esempio.';

-- The data dictionary: what the models' own YAML says, as the comments that it becomes. A ready-made view's column that says
-- nothing of its own means what the tables' column of that name does.
create or replace view data_dictionary as
select
    relations.relation,
    relations.kind_it,
    relations.relation_meaning_it,
    columns.column_index as place,
    columns.column_name,
    columns.data_type,
    coalesce(columns.comment, max(columns.comment) over (partition by columns.column_name)) as meaning_it
from (
    select table_name as relation, 'tabella' as kind_it, comment as relation_meaning_it
    from duckdb_tables() where database_name = current_database() and not internal
    union all
    select view_name, 'vista', comment
    from duckdb_views() where database_name = current_database() and not internal
) as relations
inner join duckdb_columns() as columns on relations.relation = columns.table_name
where columns.database_name = current_database() and not columns.internal
order by relations.kind_it, relations.relation, columns.column_index;
comment on view data_dictionary is 'Il dizionario dei dati: che cosa vuol dire ogni tabella, vista e colonna.';
comment on column data_dictionary.relation is 'Nome della tabella o vista.';
comment on column data_dictionary.kind_it is 'tabella o vista.';
comment on column data_dictionary.relation_meaning_it is 'Che cosa è una sua riga.';
comment on column data_dictionary.place is 'Posto della colonna, da 1.';
comment on column data_dictionary.column_name is 'Nome della colonna.';
comment on column data_dictionary.data_type is 'Tipo in DuckDB.';
comment on column data_dictionary.meaning_it is 'Che cosa vuol dire.';
comment on column macro_parameters.macro is 'Nome della macro.';
comment on column macro_parameters.place is 'Posto del parametro, da 1.';
comment on column macro_parameters.parameter is 'Nome del parametro.';
comment on column macro_parameters.meaning_it is 'Che cosa vuol dire.';
comment on column macro_parameters.example is 'Un esempio.';
