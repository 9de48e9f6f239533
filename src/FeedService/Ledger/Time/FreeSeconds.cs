// The seconds no item has yet, asked for in stretches so that a listing costs a few questions, not one per entry.
namespace FeedService.Ledger;

internal sealed class FreeSeconds(TakenSeconds taken)
{
    /// <summary>A bit more than an hour: most listings lie within one or two, and a busy site fills it with some thousand seconds.</summary>
    private const int StretchBits = 12;

    private readonly Dictionary<long, HashSet<long>> stretches = [];

    /// <summary>The second itself, now taken.</summary>
    public long Take(long second)
    {
        Stretch(second).Add(second);
        return second;
    }

    /// <summary>The latest free second that is not after this one.</summary>
    public long AtOrBefore(long second)
    {
        while (!IsFree(second)) second--;
        return second;
    }

    /// <summary>The earliest free seconds after the first and not after the last, in order, at most so many.</summary>
    public List<long> Between(long after, long last, int most)
    {
        var found = new List<long>();
        for (var second = after + 1; second <= last && found.Count < most; second++)
            if (IsFree(second)) found.Add(second);
        return found;
    }

    private bool IsFree(long second) => !Stretch(second).Contains(second);

    private HashSet<long> Stretch(long second)
    {
        var number = second >> StretchBits;
        if (stretches.TryGetValue(number, out var known)) return known;
        var first = number << StretchBits;
        return stretches[number] = [.. taken(first, first + (1L << StretchBits) - 1)];
    }
}
