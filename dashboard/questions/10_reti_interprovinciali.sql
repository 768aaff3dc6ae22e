-- titolo: Quante reti sono interprovinciali?
-- testo: Aderenti in due o più province lombarde alla firma, e la quota sul totale.
-- di: PAL
-- parametro: province
-- parametro: partner
-- parametro: since
-- parametro: until
from kpi(code := 'networks_formed_interprovincial interprovincial_share', since := $since, until := $until, province := $province, partner := $partner)
