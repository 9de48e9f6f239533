// The truth behind a history: a section page on which stories appear, are edited, pinned and withdrawn.
using FeedService.Model;

namespace FeedService.Tests.Ledger;

/// <summary>A story as the site has it. Times are Unix seconds.</summary>
internal sealed record Story(int Number, long Appeared, long Withdrawn, long PinnedFrom, long PinnedTo, long Edited, Entry Before, Entry After)
{
    public bool IsShown(long at) => Appeared <= at && at < Withdrawn;

    public bool IsPinned(long at) => PinnedFrom <= at && at < PinnedTo;

    public bool WasEdited => Edited < long.MaxValue;

    public Entry TextAt(long at) => at < Edited ? Before : After;
}

/// <summary>Newest first, but pinned stories stand on top of the first page, and only there.</summary>
internal sealed record SimulatedPage(IReadOnlyList<Story> Stories)
{
    /// <summary>With more the ledger does not reckon: see Pins.</summary>
    private const int MostPins = 5;

    public IReadOnlyList<Story> Shown(long at, int offset, int depth)
    {
        var shown = Stories.Where(s => s.IsShown(at)).OrderByDescending(s => s.Number).ToList();
        var pinned = offset == 0 ? shown.Where(s => s.IsPinned(at)) : [];
        return [.. pinned.Concat(shown.Where(s => !s.IsPinned(at)).Skip(offset)).Take(depth)];
    }

    public static SimulatedPage Generate(Random random)
    {
        var words = new SampleText(random);
        var stories = new List<Story>();
        var time = 1_700_000_000L;
        // Now and then several stories appear within seconds; the higher number is the newer one.
        var pace = random.Next(3) == 0 ? 4 : 40_000;
        for (var number = random.Next(8, 40); number > 0; number--)
        {
            time += random.Next(0, pace);
            var mayPin = stories.Count(s => s.PinnedFrom < long.MaxValue) < MostPins;
            stories.Add(Generate(stories.Count, time, pace * 10, mayPin, random, words));
        }

        return new(stories);
    }

    private static Story Generate(int number, long appeared, int lasting, bool mayPin, Random random, SampleText words)
    {
        var before = words.Story();
        var pinned = mayPin && random.Next(8) == 0 ? appeared + random.Next(0, lasting / 2) : long.MaxValue;
        var edited = random.Next(4) == 0 ? appeared + random.Next(1, lasting / 2) : long.MaxValue;
        return new(
            number,
            appeared,
            random.Next(6) == 0 ? appeared + random.Next(1, lasting) : long.MaxValue,
            pinned,
            pinned == long.MaxValue ? long.MaxValue : pinned + random.Next(1, lasting),
            edited,
            before,
            edited == long.MaxValue ? before : words.Edit(before));
    }
}
