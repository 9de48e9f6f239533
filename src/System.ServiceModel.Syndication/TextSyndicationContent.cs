// A title, subtitle or summary.
namespace System.ServiceModel.Syndication;

/// <summary>No XHtml here: the package writes it raw and unchecked.</summary>
public enum TextSyndicationContentKind
{
    Plaintext = 0,
    Html = 1,
}

public sealed class TextSyndicationContent(string text, TextSyndicationContentKind textKind)
{
    public TextSyndicationContent(string text)
        : this(text, TextSyndicationContentKind.Plaintext)
    {
    }

    public string Text { get; } = text;

    public string Type { get; } = textKind == TextSyndicationContentKind.Html ? "html" : "text";
}
