-- titolo: Quante reti costituite in ogni provincia?
-- testo: Una rete è in ogni provincia dei suoi aderenti: le province non si sommano.
-- di: PAL
-- parametro: partner
-- parametro: since
-- parametro: until
from kpi_by_province(code := 'networks_formed', since := $since, until := $until, partner := $partner)
