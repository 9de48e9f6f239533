// The address under which the service is seen from outside.
namespace FeedService.Commands;

internal static class PublicUrl
{
    /// <summary>The configured address without a final slash; without one, the first address the service listens on.</summary>
    /// <exception cref="InvalidConfigurationException">It is not an absolute http(s) address without query and fragment.</exception>
    public static string Of(string? configured, string urls)
    {
        if (string.IsNullOrWhiteSpace(configured))
            return Listening(urls.Split(';')[0]);
        if (!Uri.TryCreate(configured, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Query.Length > 0 || uri.Fragment.Length > 0)
            throw new InvalidConfigurationException($"PublicUrl must be an absolute http or https address such as https://feeds.example.org, not \"{configured}\"");
        return configured.TrimEnd('/');
    }

    /// <summary>A service that listens on all addresses is reached on this machine as localhost.</summary>
    private static string Listening(string url) => url.TrimEnd('/')
        .Replace("//*", "//localhost", StringComparison.Ordinal)
        .Replace("//+", "//localhost", StringComparison.Ordinal)
        .Replace("//0.0.0.0", "//localhost", StringComparison.Ordinal)
        .Replace("//[::]", "//localhost", StringComparison.Ordinal);
}

/// <summary>The configuration cannot be used; the message names the key and what is allowed.</summary>
internal sealed class InvalidConfigurationException(string message) : Exception(message);
