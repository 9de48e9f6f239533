// Bytes to lines: encodings, rejections, and nothing that a feed could not carry.
using System.Text;
using System.Xml;
using FeedService.Listings;
using FeedService.Listings.Text;

namespace FeedService.Tests.Listings;

public sealed class ListingTextTests
{
    private const string Sample = "Über die Brücke\n\nEin Weg – für „alle“.\n";

    [Theory]
    [InlineData("utf-8", false, "utf-8")]
    [InlineData("utf-8", true, "utf-8")]
    [InlineData("utf-16", true, "utf-16le")]
    [InlineData("utf-16", false, "utf-16le")]
    [InlineData("utf-16BE", true, "utf-16be")]
    [InlineData("utf-16BE", false, "utf-16be")]
    [InlineData("utf-32", true, "utf-32le")]
    [InlineData("utf-32BE", true, "utf-32be")]
    [InlineData("windows-1252", false, "windows-1252")]
    public void Each_encoding_gives_the_same_lines(string name, bool mark, string expected)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        byte[] bytes = [.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes(Sample)];
        var text = ListingText.Decode(bytes);
        Assert.Null(text.Rejected);
        Assert.Equal(expected, text.Encoding);
        Assert.Equal(["Über die Brücke", "", "Ein Weg – für „alle“."], text.Lines);
    }

    [Theory]
    [InlineData("a\nb", 2)]
    [InlineData("a\nb\n", 2)]
    [InlineData("a\r\nb\r\n", 2)]
    [InlineData("a\rb\r", 2)]
    [InlineData("a\n\n\nb", 4)]
    [InlineData("a\u2028b\u2029c\u0085d\fe\vf", 6)]
    public void Lines_are_counted_as_an_editor_counts_them(string text, int lines) =>
        Assert.Equal(lines, ListingText.Decode(Encoding.UTF8.GetBytes(text)).Lines.Count);

    [Theory]
    [InlineData("89504E470D0A1A0A0000000D", "PNG")]
    [InlineData("1F8B0800000000000003", "gzip")]
    [InlineData("255044462D312E370A", "PDF")]
    [InlineData("0001020304050607", "binary")]
    [InlineData("EFBBBF", "blank")]
    [InlineData("0A0A20", "blank")]
    [InlineData("", "empty")]
    public void What_is_no_text_is_rejected_by_name(string hex, string word) =>
        Assert.Contains(word, ListingText.Decode(Convert.FromHexString(hex)).Rejected, StringComparison.Ordinal);

    [Fact]
    public void Markup_is_rejected_and_a_text_that_mentions_it_is_not()
    {
        Assert.Contains("HTML", Decode("<!DOCTYPE html>\n<html><body>").Rejected, StringComparison.Ordinal);
        Assert.Null(Decode("<b>Bold</b> titles &amp; ]]>\n\nA teaser.").Rejected);
    }

    [Fact]
    public void Cyrillic_in_a_one_byte_encoding_is_rejected_and_not_guessed_at()
    {
        var bytes = CodePagesEncodingProvider.Instance.GetEncoding(1251)!.GetBytes("Сад открыт весной\n\nПервые тюльпаны уже цветут.");
        Assert.Contains("Windows-1252", ListingText.Decode(bytes).Rejected, StringComparison.Ordinal);
    }

    [Fact]
    public void A_capture_cut_inside_its_last_character_is_still_utf8()
    {
        var text = ListingText.Decode(Encoding.UTF8.GetBytes("Ein Weg für alle – Fuß").AsSpan()[..^1]);
        Assert.Equal(("utf-8", "Ein Weg für alle – Fu"), (text.Encoding, text.Lines[0]));
    }

    [Theory]
    [InlineData("a\u00a0\u2003\t b", "a b")]
    [InlineData("  a\u200b\ufeffb\u202e\u2066c\u00ad ", "abc")]
    [InlineData("e\u0301 \u0915\u094d\u200d\u0937", "é \u0915\u094d\u200d\u0937")]
    [InlineData("\u200fשלום\u200f", "שלום")]
    public void Spaces_fold_and_the_invisible_goes_but_joiners_stay(string raw, string clean) => Assert.Equal(clean, Decode(raw).Lines[0]);

    [Fact]
    public void No_code_point_gets_past_that_xml_cannot_carry()
    {
        using var writer = XmlWriter.Create(TextWriter.Null, new XmlWriterSettings { ConformanceLevel = ConformanceLevel.Fragment });
        for (var point = 0; point <= 0x10FFFF; point++)
        {
            var raw = point is >= 0xD800 and < 0xE000 ? ((char)point).ToString() : char.ConvertFromUtf32(point);
            var clean = TextCleaning.Line("a" + raw + "b");
            writer.WriteString(clean);
            Assert.DoesNotContain(clean, c => char.IsControl(c) || c is '\u200b' or '\ufeff' or '\u202e');
        }
    }

    [Theory]
    [InlineData("e\u0323\u0302", "\u1ec7")]
    [InlineData("e\u0302\u0323", "\u1ec7")]
    [InlineData("\u304b\u3099", "\u304c")]
    [InlineData("\u1112\u1161\u11ab", "\ud55c")]
    [InlineData("\u212b", "\u00c5")]
    [InlineData("\u0915\u093c", "\u0915\u093c")]
    [InlineData("\u0958", "\u0915\u093c")]
    [InlineData("\uf900", "\u8c48")]
    public void Texts_are_composed_as_the_standard_says(string raw, string composed) => Assert.Equal(composed, TextCleaning.Line(raw));

    [Fact]
    public void A_heap_of_marks_on_one_letter_is_parted_as_the_standard_says()
    {
        Assert.Equal("a" + new string('\u0323', 30), TextCleaning.Line("a" + new string('\u0323', 30)).Normalize(NormalizationForm.FormD));
        Assert.Equal(30, TextCleaning.Line("a" + new string('\u0323', 300)).Normalize(NormalizationForm.FormD).Split('\u034f').Max(part => part.Count(c => c == '\u0323')));
    }

    [Fact]
    public void Lines_longer_than_a_piece_of_the_decoding_stay_whole()
    {
        var text = new string('é', 100_000) + "\r\n" + new string('x', 70_000) + "\n" + string.Concat(Enumerable.Repeat("über\n", 30_000));
        var lines = ListingText.Decode(Encoding.UTF8.GetBytes(text)).Lines;
        Assert.Equal((30_002, 100_000, 70_000), (lines.Count, lines[0].Length, lines[1].Length));
        Assert.All(lines.Skip(2), line => Assert.Equal("über", line));
    }

    private static ListingText Decode(string text) => ListingText.Decode(Encoding.UTF8.GetBytes(text));
}
