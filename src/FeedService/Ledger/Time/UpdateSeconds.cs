// When a known item changed, as a second in which no other item did: the W3C validator warns of equal times.
namespace FeedService.Ledger;

internal sealed class UpdateSeconds(TakenSeconds updated)
{
    private readonly FreeSeconds free = new(updated);

    /// <summary>
    /// The latest free second up to now, now taken; where the item was changed after that already, the first free one after
    /// its last change.
    /// </summary>
    public long Next(long now, long lastChange)
    {
        var second = free.AtOrBefore(now);
        return free.Take(second > lastChange ? second : free.Between(lastChange, long.MaxValue, most: 1)[0]);
    }
}
