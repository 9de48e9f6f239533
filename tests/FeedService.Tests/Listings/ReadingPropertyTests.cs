// What holds for every file, whatever it holds.
using System.Text;
using FeedService.Listings;
using FsCheck;
using FsCheck.Fluent;

namespace FeedService.Tests.Listings;

public sealed class ReadingPropertyTests
{
    private static readonly string[] Fragments =
    [
        "", "", "", "  ", "A headline about tulips", "Der Zug nach Norden", "The tulips came up early this year, and nobody in the village had planted any. A report.",
        "12 March 2024", "By Ada Lindgren", "Read more", "続きを読む", "Leer más »", "1 2 3 … 9 Next", "© 2024 The Tulip Society", "Photo: R. Osei", "Home", "Menu", "- A bullet", "3. A number",
        "नदी के किनारे पुराना पुल फिर खुला।", "المكتبة تفتح أبوابها من جديد", "天文台が新しい望遠鏡を公開した。", "ALL CAPITALS", "Cut off […]", "a", "…", "\u200f\u200e", "x & y <b>z</b> ]]>",
    ];

    /// <summary>A page's items, some of them with lines dropped, doubled or strange.</summary>
    private static Gen<string> AnyPage =>
        from record in Gen.Elements(Fragments).ListOf(5)
        from strays in Gen.Elements(Fragments).ListOf()
        from places in Gen.Choose(0, 99).ListOf(40)
        select string.Join('\n', places.SelectMany((place, i) => place < 90 ? [record[i % 5]] : place < 93 || strays.Count == 0 ? Array.Empty<string>() : [strays[place % strays.Count], ""]));

    private static Gen<string> AnyText => Gen.OneOf(
        AnyPage,
        Gen.Elements(Fragments).ListOf().Select(lines => string.Join('\n', lines)),
        ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""));

    [Fact]
    public void Every_line_is_accounted_for() => ForAll(AnyText, text => AssertAccounted(Parse(text)));

    [Fact]
    public void Every_line_of_any_bytes_is_accounted_for() => ForAll(ArbMap.Default.GeneratorFor<byte[]>().Select(bytes => bytes.SelectMany(b => b % 5 == 0 ? [b, (byte)'\n'] : new[] { b }).ToArray()), bytes =>
        AssertAccounted(ListingParser.Parse(ListingText.Decode(bytes))));

    /// <summary>A step that looks at all lines for each line would keep this test for hours.</summary>
    [Theory]
    [MemberData(nameof(VastFiles))]
    public void Vast_and_monotonous_files_are_accounted_for(string what, Func<int, string> line, int count) =>
        AssertAccounted(Parse(string.Concat(Enumerable.Range(0, count).Select(line))), what);

    public static TheoryData<string, Func<int, string>, int> VastFiles => new()
    {
        { "blank lines", _ => "\n", 100_000 },
        { "the same line", _ => "The tulips came up early\n", 100_000 },
        { "one word a line", i => $"tulip{(char)('a' + (i % 26))}{i}\n", 100_000 },
        { "two copies", i => $"A headline about garden number {i % 50_000}\n", 100_000 },
        { "one line", i => i % 7 == 0 ? "a word. " : "tulips, ", 150_000 },
        { "one word", _ => "tulip", 200_000 },
        { "brackets", _ => "([", 500_000 },
        { "marks on one letter", i => i % 2 == 0 ? "\u0323" : "\u0301", 200_000 },
    };

    private static void AssertAccounted(ParsedListing parsed, string what = "")
    {
        Assert.Equal(parsed.LineCount, parsed.Lines.Count);
        for (var i = 0; i < parsed.LineCount; i++)
            Assert.True(parsed.Lines[i].Line == i + 1, what);
        var own = parsed.Lines.Count(line => line.Label is LineLabel.Caption or LineLabel.Title or LineLabel.Teaser);
        Assert.Equal(parsed.LineCount, parsed.BlankCount + own + parsed.Furniture.Count);
    }

    [Fact]
    public void Entries_stand_apart_and_hold_their_own_lines() => ForAll(AnyText, text =>
    {
        var parsed = Parse(text);
        var furniture = parsed.Furniture.Select(line => line.Line).ToHashSet();
        var last = 0;
        for (var i = 0; i < parsed.Entries.Count; i++)
        {
            var range = parsed.Entries[i].Lines;
            Assert.True(range.First > last && range.Last >= range.First);
            Assert.NotEqual("", parsed.Entries[i].Title);
            for (var number = range.First; number <= range.Last; number++)
            {
                var line = parsed.Lines[number - 1];
                Assert.True(line.Label == LineLabel.Blank || furniture.Contains(number) || line.Entry == i);
            }

            last = range.Last;
        }
    });

    [Fact]
    public void Reading_twice_gives_the_same() => ForAll(AnyText, text =>
    {
        var (first, second) = (Parse(text), Parse(text));
        Assert.Equal(first.Entries, second.Entries);
        Assert.Equal(first.Lines, second.Lines);
    });

    [Fact]
    public void Any_bytes_are_read_or_rejected_with_a_sentence() => ForAll(ArbMap.Default.GeneratorFor<byte[]>(), bytes =>
    {
        var parsed = ListingParser.Parse(ListingText.Decode(bytes));
        Assert.True(parsed.Rejected is null ? parsed.Entries.Count > 0 : parsed.Rejected.EndsWith('.') && parsed.Entries.Count == 0);
    });

    private static ParsedListing Parse(string text) => ListingParser.Parse(ListingText.Decode(Encoding.UTF8.GetBytes(text)));

    private static void ForAll<T>(Gen<T> values, Action<T> holds) =>
        Prop.ForAll(values.ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
}
