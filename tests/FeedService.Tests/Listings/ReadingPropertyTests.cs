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

    private static Gen<string> AnyText => Gen.OneOf(
        Gen.Elements(Fragments).ListOf().Select(lines => string.Join('\n', lines)),
        ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""));

    [Fact]
    public void Every_line_is_accounted_for() => ForAll(AnyText, text =>
    {
        var parsed = Parse(text);
        Assert.Equal(parsed.LineCount, parsed.Lines.Count);
        Assert.Equal(Enumerable.Range(1, parsed.LineCount), parsed.Lines.Select(line => line.Line));
        var own = parsed.Lines.Count(line => line.Label is LineLabel.Caption or LineLabel.Title or LineLabel.Teaser);
        Assert.Equal(parsed.LineCount, parsed.BlankCount + own + parsed.Furniture.Count);
    });

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
