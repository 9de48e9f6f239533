// Tells configuration keys on the command line from commands and their options.
namespace FeedService.Commands;

internal static class ConfigurationArguments
{
    private static readonly string[] Keys = ["Urls", "PublicUrl", "Site", "Inbox", "Topics", "Feeds", "Storage", "Operator", "Guard", "Telemetry", "Logging", "AllowedHosts"];

    /// <summary>Takes out --Key=value and --Key value wherever they stand.</summary>
    public static (string[] Configuration, string[] Remaining) Split(string[] args)
    {
        var configuration = new List<string>();
        var rest = new List<string>();
        for (var i = 0; i < args.Length; i++)
        {
            if (!IsKey(args[i]))
                rest.Add(args[i]);
            else if (args[i].Contains('=', StringComparison.Ordinal) || i + 1 == args.Length)
                configuration.Add(args[i]);
            else
                configuration.Add($"{args[i]}={args[++i]}");
        }
        return ([.. configuration], [.. rest]);
    }

    private static bool IsKey(string arg) =>
        arg.StartsWith("--", StringComparison.Ordinal) && Keys.Contains(arg[2..].Split(':', '=')[0], StringComparer.OrdinalIgnoreCase);
}
