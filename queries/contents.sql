-- How much does the release hold?
-- One row per release: its observations, the indicators they are of, its single facts and its publications.
select
    count(*)::bigint as observations,
    count(distinct figures.indicator)::bigint as indicators,
    (select count(*)::bigint from read_parquet($facts)) as facts,
    (select count(*)::bigint from read_parquet($sources)) as publications
from read_parquet($observations) as figures
