-- How do regions compare on one indicator in one period?
-- One row per region of $regions that has a figure, highest first; a missing region has no row.
select
    figures.region,
    figures.period,
    figures.until,
    figures.grain,
    figures.numerator,
    figures.denominator,
    figures.value,
    figures.step,
    figures.printed,
    figures.bound,
    figures.flags,
    figures.turned,
    figures.note,
    figures.source,
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
from sides($observations, $indicator, $complement) as figures
inner join read_parquet($sources) as cited on figures.source = cited.source
where
    figures.shown
    and figures.status = $status
    and figures.measure = $measure
    and figures.grain = $grain
    and figures.until = $until
    and ($period is null or figures.period = $period)
    and figures.dimension = $dimension
    and figures.member = $member
    and list_contains($regions, figures.region)
order by
    coalesce(
        (100 * figures.numerator::decimal(30, 10) / nullif(figures.denominator, 0))::decimal(30, 10),
        figures.value
    ) desc,
    figures.region
