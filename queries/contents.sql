-- How much does the release hold?
-- One row per release: its observations, the indicators they are of, its single facts and its publications.
select
    count(*)::bigint as observations,
    (select count(distinct indicator)::bigint from read_parquet($choices)) as indicators,
    (select count(*)::bigint from read_parquet($facts)) as facts,
    (select count(*)::bigint from read_parquet($sources)) as publications
from read_parquet($observations)
