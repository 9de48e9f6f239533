// The frame's style sheet with the site's own colours. A style sheet, because the frame's policy forbids inline style.
using System.Text;

namespace FeedService.Publish.Embeds;

internal static class FrameStyle
{
    public static string Of(FrameOptions options)
    {
        var css = new StringBuilder(Assets.ReadText("embed.css"));
        if (options.Theme != "auto")
            css.Append($":root {{ color-scheme: {options.Theme}; }}\n");
        css.Append($":root {{ --font: {FontOf(options.Font)};");
        foreach (var (name, colour) in (ReadOnlySpan<(string, string?)>)[("accent", options.Accent), ("text", options.Text), ("background", options.Background)])
            css.Append(colour is null ? "" : $" --{name}: #{colour};");
        return css.Append(" }\n").ToString();
    }

    private static string FontOf(string font) => font switch
    {
        "serif" => "Georgia, 'Times New Roman', serif",
        "mono" => "ui-monospace, monospace",
        _ => "system-ui, sans-serif",
    };
}
