"""The weights as SQL are splink's, to the hundredth."""

import json
import logging

import duckdb

from identity.model import MODEL, RECORD
from identity.weights import weights_sql

PAIRS = 100_000

# Pairs of mentions of which the second is the first with something changed, dropped or left as it is, by turns that
# meet in every way: names, forms, places, addresses, codes.
_MENTIONS = f"""
    with firsts as (
        select
            i,
            ['latteria', 'officina', 'tessitura', 'serramenti', 'meccanica', 'sas2'][1 + turn(i, 'a', 6)]
            || ' ' || ['orobica', 'valtellina', 'brianza', 'del lago', 'rossi e figli'][1 + turn(i, 'b', 5)]
            || if(turn(i, 'c', 3) = 0, ' di carlo bianchi', '') as name,
            ['srl', 'spa', null][1 + turn(i, 'd', 3)] as form,
            ['lecco', 'como', null][1 + turn(i, 'e', 3)] as place,
            ['via roma 1', 'corso italia 12', null][1 + turn(i, 'f', 3)] as address,
            ['lecco', 'como'][1 + turn(i, 'g', 2)] as partner,
            ['A1', 'A2', null][1 + turn(i, 'h', 3)] as code
        from range({PAIRS}) as numbers(i)
    ),
    seconds as (
        select
            i,
            case turn(i, 'k', 8)
                when 0 then name
                when 1 then left(name, length(name) - 1)
                when 2 then name[2] || name[1] || name[3:]
                when 3 then name || ' italiana'
                when 4 then replace(replace(name, 'a', 'o'), 'e', 'i')
                when 5 then 'xy' || name[4:]
                when 6 then null
                else reverse(name)
            end as name,
            if(turn(i, 'l', 2) = 0, form, 'snc') as form,
            if(turn(i, 'm', 2) = 0, place, 'merate') as place,
            case turn(i, 'n', 3) when 0 then address when 1 then address || ' bis' else 'piazza 7' end as address,
            if(turn(i, 'o', 2) = 0, partner, 'pavia') as partner,
            if(turn(i, 'p', 2) = 0, code, 'Z9') as code
        from firsts
    )
    select
        side || i as mention_id,
        array_to_string(list_sort(string_split(name, ' ')), ' ') as name_sorted,
        replace(name, ' ', '') as name_letters,
        form as legal_form_key,
        place as municipality_key,
        if(place = 'como', 'CO', 'LC') as province_code,
        address as address_key,
        partner as partner_code,
        code as firm_code
    from (select 'l' as side, * from firsts union all select 'r' as side, * from seconds)
"""


def test_weights_are_those_that_splink_predicts() -> None:
    con = duckdb.connect()
    con.execute("create macro turn(i, salt, turns) as (hash(i, salt) % turns)::integer")
    con.execute(f"create table mentions as {_MENTIONS}")
    con.execute(
        f"create table pairs as select i as pair, 'l' || i as open_mention_id, 'r' || i as other_mention_id "
        f"from range({PAIRS}) as numbers(i)"
    )
    con.execute(f"create table ours as {weights_sql('pairs', 'mentions')}")
    _predict_by_splink(con)
    compared, differing, weights = con.execute(
        """
        select count(*), count(*) filter (ours.weight is distinct from theirs.weight), count(distinct ours.weight)
        from ours full join theirs using (pair)
        """
    ).fetchall()[0]
    assert (compared, differing) == (PAIRS, 0)
    assert weights > 100


def _predict_by_splink(con: duckdb.DuckDBPyConnection) -> None:
    """Table `theirs`: pair, weight."""
    from splink import DuckDBAPI, Linker

    columns = f"select pair, {', '.join(RECORD)} from pairs inner join mentions"
    left = con.sql(f"{columns} on mention_id = open_mention_id").to_arrow_table()
    right = con.sql(f"{columns} on mention_id = other_mention_id").to_arrow_table()
    api = DuckDBAPI(connection=con)
    sides = [api.register(side, dataset_display_name=name) for side, name in ((left, "a"), (right, "b"))]
    linker = Linker(sides, json.loads(MODEL.read_text(encoding="utf-8")))
    logging.getLogger("splink").setLevel(logging.ERROR)
    predicted = linker.inference.predict()
    con.execute(
        "create table theirs as select pair_l as pair, round(match_weight, 2)::decimal(9, 2) as weight "
        f"from {predicted.physical_name}"
    )
