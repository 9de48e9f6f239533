// HTML in the making, with encoding in one place.
using System.Globalization;
using System.Text;

namespace FeedService.Publish.Pages;

/// <summary>A piece of HTML. Interpolated values are text and are encoded; only literal parts, and other pieces, are markup.</summary>
internal sealed class Html
{
    private readonly StringBuilder text = new();

    public static Html Of(FormattableString html) => new Html().Add(html);

    public Html Add(FormattableString html)
    {
        text.AppendFormat(EncodingFormatter.Instance, html.Format, html.GetArguments()).Append('\n');
        return this;
    }

    public Html AddIf(bool condition, FormattableString html) => condition ? Add(html) : this;

    public Html AddEach<T>(IEnumerable<T> values, Func<T, FormattableString> html)
    {
        foreach (var value in values)
            Add(html(value));
        return this;
    }

    public override string ToString() => text.ToString();

    private sealed class EncodingFormatter : IFormatProvider, ICustomFormatter
    {
        public static readonly EncodingFormatter Instance = new();

        public object? GetFormat(Type? formatType) => formatType == typeof(ICustomFormatter) ? this : null;

        public string Format(string? format, object? arg, IFormatProvider? formatProvider) => arg switch
        {
            null => "",
            Html html => html.text.ToString().TrimEnd('\n'),
            IFormattable value => HtmlText.Encode(value.ToString(format, CultureInfo.InvariantCulture)),
            _ => HtmlText.Encode(arg.ToString()!),
        };
    }
}
