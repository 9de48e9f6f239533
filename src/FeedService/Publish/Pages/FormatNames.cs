// The formats' names as people know them.
using FeedService.Formats;

namespace FeedService.Publish.Pages;

internal static class FormatNames
{
    public static string Of(FeedFormat format) => format.Extension switch
    {
        "rss" => "RSS",
        "atom" => "Atom",
        "json" => "JSON Feed",
        _ => format.Extension,
    };
}
