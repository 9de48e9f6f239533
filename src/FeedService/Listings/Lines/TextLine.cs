// A non-blank line with what can be seen of it.
using System.Runtime.CompilerServices;
using FeedService.Listings.Dates;

namespace FeedService.Listings.Lines;

/// <summary>The kinds of evidence; each line has one small value of each.</summary>
internal enum Trait
{
    Length,
    End,
    Start,
    Repeats,
    Shape,
    Lead,
    Novelty,
    Kind,
    Case,
    Sentences,
}

internal enum LineKind
{
    Plain,
    Date,
    Meta,
    ReadMore,
    Notice,
    Hint,
    Symbols,
}

/// <summary>A non-blank line and its traits.</summary>
internal sealed class TextLine
{
    public required int Number { get; init; }

    public required string Text { get; init; }

    /// <summary>Its text without what is glued to it, such as "Read more".</summary>
    public required string Core { get; init; }

    /// <summary>Blank lines before it, at most 3; 3 for the first line of the file.</summary>
    public required int Gap { get; init; }

    /// <summary>How wide it looks: an ideograph is as wide as two letters.</summary>
    public required int Width { get; init; }

    public DateLine? Date { get; init; }

    /// <summary>The file is wrapped at a width, and the next line's first word had no room on this one.</summary>
    public bool Full { get; set; }

    /// <summary>One value for each <see cref="Trait"/>, in their order.</summary>
    public TraitValues Traits;

    public LineKind Kind => (LineKind)Traits[(int)Trait.Kind];

    public int this[Trait trait] => Traits[(int)trait];
}

/// <summary>Part of the line, and no array of its own: a large file has a million lines.</summary>
[InlineArray(LineTraits.TraitCount)]
internal struct TraitValues
{
    private byte _first;
}
