-- Which publications do the figures come from, and how many does each give?
-- One row per publication, newest first and undated last, with its observations and single facts.
select
    cited.*,
    (
        select count(*)::bigint
        from read_parquet($observations) as figures
        where figures.source = cited.source
    ) as observations,
    (
        select count(*)::bigint
        from read_parquet($facts) as stated
        where stated.source = cited.source
    ) as facts
from read_parquet($sources) as cited
order by cited.date desc, cited.publisher asc, cited.source asc
