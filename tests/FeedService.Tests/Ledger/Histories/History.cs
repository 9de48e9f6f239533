// A simulated page and the captures of it, in the order in which they are ingested.
using FeedService.Model;

namespace FeedService.Tests.Ledger;

/// <param name="At">When the page really looked like this.</param>
/// <param name="Recorded">When the file says it did: the same, or off by a second or two where files were copied.</param>
/// <param name="Now">When it is ingested.</param>
internal sealed record Capture(long At, long Recorded, long Now, IReadOnlyList<Story> Shown)
{
    public IReadOnlyList<Entry> Entries => [.. Shown.Select(s => s.TextAt(At))];
}

internal sealed record History(int Seed, SimulatedPage Page, IReadOnlyList<Capture> Captures)
{
    public static History Generate(int seed)
    {
        var random = new Random(seed);
        var page = SimulatedPage.Generate(random);
        var captures = Enumerable.Range(0, random.Next(2, 7)).SelectMany(_ => Visit(page, random)).ToList();
        if (random.Next(3) > 0) random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(captures));
        else captures.Sort((left, right) => left.Recorded.CompareTo(right.Recorded));
        return new(seed, page, [.. IngestedAt(captures, random)]);
    }

    public History InAnotherOrder()
    {
        var captures = Captures.ToArray();
        new Random(Seed + 1).Shuffle(captures);
        var now = captures.Select(c => c.Now).DefaultIfEmpty().Max();
        return this with { Captures = [.. captures.Select(c => c with { Now = now })] };
    }

    /// <summary>Somebody saves the first page, or a deeper one, or both in any order; the page stands still meanwhile.</summary>
    private static IEnumerable<Capture> Visit(SimulatedPage page, Random random)
    {
        var first = page.Stories[0].Appeared;
        // Ten seconds apart at least, so that the clocks of two visits never contradict what they saw.
        var lasting = page.Stories[^1].Appeared - first;
        var at = (first + random.NextInt64(10, lasting + 20 + lasting / 4)) / 10 * 10;
        var pages = random.Next(3) == 0 ? random.Next(2, 4) : 1;
        var depth = random.Next(3, 16);
        var offset = random.Next(4) == 0 ? random.Next(1, 12) : 0;
        var shift = 0;
        for (var i = 0; i < pages; i++)
        {
            var shown = page.Shown(at, offset, depth);
            if (shown.Count > 0) yield return new(at, at + shift, at, shown);
            offset += random.Next(depth / 2, depth + 2);
            shift = random.Next(-2, 3);
        }
    }

    /// <summary>Never before anything ingested so far was captured; sometimes at that very second, mostly later.</summary>
    private static IEnumerable<Capture> IngestedAt(List<Capture> captures, Random random)
    {
        var now = 0L;
        foreach (var capture in captures)
        {
            now = Math.Max(now, capture.Recorded) + (random.Next(4) == 0 ? random.Next(0, 4) : 1_000);
            yield return capture with { Now = now };
        }
    }
}
