-- What was promised, for which period and region, and by whom?
-- One row per target: of an indicator, or a single fact (its name stands in name_zh and name_en).
with promised as (
    select
        indicator,
        null as fact,
        null as name_zh,
        null as name_en,
        null as unit_zh,
        null as unit_en,
        measure,
        period,
        until,
        grain,
        region,
        dimension,
        member,
        numerator,
        denominator,
        value,
        step,
        printed,
        bound,
        flags,
        note,
        source
    from read_parquet($observations)
    where status = 'target' and shown
    union all by name
    select
        fact,
        name_zh,
        name_en,
        unit_zh,
        unit_en,
        measure,
        period,
        until,
        grain,
        region,
        value,
        step,
        printed,
        bound,
        flags,
        note,
        source
    from read_parquet($facts)
    where status = 'target'
)

select
    promised.*,
    cited.publisher,
    cited.publisher_en,
    cited.title,
    cited.title_en,
    cited.described,
    cited.number,
    cited.date,
    cited.seen,
    cited.remark,
    cited.remark_en
from promised
inner join read_parquet($sources) as cited on promised.source = cited.source
where
    ($region is null or promised.region = $region)
    and ($indicator is null or promised.indicator = $indicator)
order by promised.until, promised.region, promised.indicator, promised.fact, promised.member
