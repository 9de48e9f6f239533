// Lines that programs write for programs or for programmers: data, source code, logs, what a terminal showed.
using System.Buffers;

namespace FeedService.Listings.Lines;

internal static class MachineText
{
    /// <summary>Longer lines are some person's sentences, whatever signs they hold.</summary>
    private const int Longest = 300;

    /// <summary>"2026-05-01T04:00:12.118Z host " fits.</summary>
    private const int LongestLogStart = 32;

    /// <summary>"-rw-r--r--".</summary>
    private const int PermissionSigns = 10;

    private static readonly string[] Prompts = ["$ ", "% ", ">>> ", "$./", "PS C:", "C:\\", "--- ", "+++ ", "@@ "];

    private static readonly SearchValues<string> Operators =
        SearchValues.Create(["==", "!=", "=>", "::", "();", "+=", "://localhost"], StringComparison.Ordinal);

    public static bool Is(string line)
    {
        if (line[^1] is '{' or '}' or ';' || (line[0] is '{' or '}' or '"' or '[' or '<' && line[^1] is ',' or '{' or '[' or '>' or ']' or '}'))
            return true;
        return line.Length <= Longest
            && (BeginsWithPrompt(line) || HoldsPermissions(line) || line.AsSpan().ContainsAny(Operators) || IsAssignment(line) || HoldsCall(line) || HoldsQuotedFile(line));
    }

    /// <summary>"[19:02] ", "2026-05-01T04:00:12", "May 3 07:12:01 host": to the second or in brackets, as no news ticker has it.</summary>
    public static bool BeginsWithLogTime(string line)
    {
        var start = line.AsSpan(0, Math.Min(LongestLogStart, line.Length));
        return (start[0] == '[' && start.ContainsAnyInRange('0', '9') && start.Contains(':')) || HoldsSeconds(start);
    }

    private static bool HoldsSeconds(ReadOnlySpan<char> text)
    {
        for (var at = 1; at + 5 < text.Length; at++)
        {
            if (text[at] == ':' && text[at + 3] == ':' && char.IsDigit(text[at - 1]) && char.IsDigit(text[at + 1]) && char.IsDigit(text[at + 2]) && char.IsDigit(text[at + 4]) && char.IsDigit(text[at + 5]))
                return true;
        }

        return false;
    }

    private static bool BeginsWithPrompt(string line)
    {
        foreach (var prompt in Prompts)
        {
            if (line.StartsWith(prompt, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    private static bool HoldsPermissions(string line) =>
        line.Length >= PermissionSigns && line[0] is '-' or 'd' or 'l' && line.AsSpan(1, PermissionSigns - 1).IndexOfAnyExcept(Permissions) < 0;

    /// <summary>"width = 12", "LANG=C": one word, a sign, a value.</summary>
    private static bool IsAssignment(string line)
    {
        var sign = line.IndexOf('=', StringComparison.Ordinal);
        return sign > 0 && sign + 1 < line.Length && line.AsSpan(0, sign).TrimEnd().IndexOfAnyExcept(NameCharacters) < 0;
    }

    /// <summary>"read(0)", "float(raw)": a name, and on it brackets around no words. Plurals such as "enfant(s)" are people's.</summary>
    private static bool HoldsCall(string line)
    {
        for (var open = line.IndexOf('(', StringComparison.Ordinal); open >= 0; open = line.IndexOf('(', open + 1))
        {
            var close = line.IndexOf(')', open);
            if (open > 1 && close > 0 && NameCharacters.Contains(line[open - 1]) && NameCharacters.Contains(line[open - 2]) && !IsPlural(line.AsSpan(open + 1, close - open - 1)))
                return true;
        }

        return false;
    }

    private static bool IsPlural(ReadOnlySpan<char> inside) => inside.Contains(' ') || (inside.Length is 1 or 2 && char.IsLetter(inside[0]));

    /// <summary>A file's name in straight quotes: "station.py".</summary>
    private static bool HoldsQuotedFile(string line)
    {
        var open = line.IndexOf('"', StringComparison.Ordinal);
        var close = open < 0 ? -1 : line.IndexOf('"', open + 1);
        if (close < 0)
            return false;
        var name = line.AsSpan(open + 1, close - open - 1);
        var dot = name.LastIndexOf('.');
        return dot > 0 && dot + 1 < name.Length && !name.Contains(' ');
    }

    private static readonly SearchValues<char> Permissions = SearchValues.Create("rwxsStT-");

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.");
}
