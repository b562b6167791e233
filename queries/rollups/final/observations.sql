-- What was rolled up, as a release holds it?
-- One row per observation, in the order of the files of a release; the first after a break is flagged.
select
    figures.* replace (
        case when breaks.since is null then figures.flags else 'b' end as flags
    )
from observations as figures
left join breaks
    on figures.indicator = breaks.indicator and breaks.since between figures.period and figures.until
order by
    figures.grain,
    figures.indicator,
    figures.dimension,
    figures.region,
    figures.member,
    figures.until
