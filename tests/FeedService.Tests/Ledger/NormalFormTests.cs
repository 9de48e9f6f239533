// The normal form is frozen: ids are minted from it. A failing test here means that a change needs a new version.
using FeedService.Ledger;

namespace FeedService.Tests.Ledger;

public sealed class NormalFormTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData(" \t ", "")]
    [InlineData("A  Comet\u00A0over\nthe HARBOUR ", "a comet over the harbour")]
    [InlineData("STRASSE Straße STRAẞE", "strasse strasse strasse")]
    [InlineData("ΟΔΟΣ οδός οδοσ", "οδοσ οδόσ οδοσ")]
    [InlineData("İstanbul ISTANBUL ıstanbul", "istanbul istanbul istanbul")]
    [InlineData("Cafe\u0301 Café CAFÉ", "café café café")]
    [InlineData("“It’s” „it‘s“ «it`s» 'it´s'", "\"it's\" \"it's\" \"it's\" 'it's'")]
    [InlineData("1914–1918 — a – b − c -- d ‑ e", "1914-1918 - a - b - c - d - e")]
    [InlineData("wait … and [...]", "wait ... and [...]")]
    [InlineData("ﬁne Ｆｕｌｌ ① ²", "fine full 1 2")]
    [InlineData("soft\u00ADhyphen zero\u200Bwidth می\u200Cخواهم", "softhyphen zerowidth میخواهم")]
    [InlineData("हिन्दी में 日食 ｶﾒﾗ", "हिन्दी में 日食 カメラ")]
    [InlineData("Ёлка ЁЛКА", "ёлка ёлка")]
    [InlineData("\u1E9B\u0323 ǅ ǆ", "ṩ dž dž")]
    [InlineData("☀\uFE0F ☀", "☀ ☀")]
    public void Texts_that_look_alike_have_one_form(string? text, string form) => Assert.Equal(form, NormalForm.Of(text));

    [Fact]
    public void The_form_of_a_form_is_itself_for_every_character()
    {
        for (var value = 0; value <= 0x2FFFF; value++)
        {
            if (value is >= 0xD800 and <= 0xDFFF) continue;
            var form = NormalForm.Of("x" + char.ConvertFromUtf32(value) + "\u0307y");
            Assert.True(form == NormalForm.Of(form), $"U+{value:X4}");
        }
    }

    [Fact]
    public void Case_never_tells_two_texts_apart()
    {
        for (var value = 0x20; value <= 0xFFFF; value++)
        {
            var letter = (char)value;
            if (char.IsSurrogate(letter)) continue;
            Assert.True(NormalForm.Of($"a{letter}") == NormalForm.Of($"a{char.ToUpperInvariant(letter)}"), $"U+{value:X4}");
        }
    }

    /// <summary>ASCII has a path of its own; a letter beyond it, which folds to itself, leads the same text down the other.</summary>
    [Fact]
    public void The_short_way_through_ASCII_ends_where_the_long_way_does()
    {
        var random = new Random(5);
        for (var round = 0; round < 20_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => random.Next(3) == 0 ? " -`\t-"[random.Next(5)] : (char)random.Next(128)));
            Assert.Equal(NormalForm.Of($"{text}é"), $"{NormalForm.Of($"{text}x")[..^1]}é");
            Assert.Equal(NormalForm.Of($"é{text}"), $"é{NormalForm.Of($"x{text}")[1..]}");
        }
    }

    [Fact]
    public void Half_a_character_is_no_reason_to_fail() => Assert.Equal("a\uFFFD", NormalForm.Of("A\uD83D"));

    [Theory]
    [InlineData("", 0L)]
    [InlineData("a comet over the harbour", -4747049082780931043L)]
    [InlineData("日食の夜", -4992004847332148445L)]
    public void Keys_are_the_first_eight_bytes_of_sha_256(string form, long key) => Assert.Equal(key, NormalForm.KeyOf(form));
}
