// Canonical composition (NFC): "e" and a combining acute become "é", so that equal texts are equal strings.
using System.Globalization;
using System.Text;

namespace FeedService.Listings;

/// <summary>
/// The service runs without culture data, and string.Normalize does nothing then. The algorithm is that of
/// Unicode Standard Annex 15; Composition.txt holds the standard's tables.
/// </summary>
internal static class Composition
{
    private const int HangulBase = 0xAC00, LeadBase = 0x1100, VowelBase = 0x1161, TailBase = 0x11A7;
    private const int LeadCount = 19, VowelCount = 21, TailCount = 28;

    private static readonly Dictionary<int, int[]> Decompositions = [];
    private static readonly Dictionary<(int, int), int> Compositions = [];
    private static readonly Dictionary<int, int> Classes = [];

    /// <summary>No character below this one takes part in a composition as anything but its first character.</summary>
    private const char FirstAffected = '\u0300';

    static Composition()
    {
        using var table = typeof(Composition).Assembly.GetManifestResourceStream("Composition.txt")!;
        using var reader = new StreamReader(table);
        while (reader.ReadLine() is { } row)
            ReadRow(row.Split(' '));
    }

    public static string Compose(string text)
    {
        if (text.AsSpan().IndexOfAnyExceptInRange('\0', (char)(FirstAffected - 1)) < 0 || !NeedsWork(text))
            return text;
        var points = new List<int>(text.Length);
        foreach (var rune in text.EnumerateRunes())
            Decompose(rune.Value, points);
        Order(points);
        return Join(Combine(points));
    }

    private static void ReadRow(string[] row)
    {
        if (row[0] == "C")
        {
            for (var point = Hex(row[1]); point <= Hex(row[2]); point++)
                Classes[point] = int.Parse(row[3]);
        }
        else if (row[0] is "D" or "X")
        {
            var parts = row[2..].Select(Hex).ToArray();
            Decompositions[Hex(row[1])] = parts;
            if (row[0] == "D")
                Compositions[(parts[0], parts[1])] = Hex(row[1]);
        }
    }

    /// <summary>Whether anything in the text could change: a mark, a jamo, or a character that only decomposes.</summary>
    private static bool NeedsWork(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            var value = rune.Value;
            if (value < FirstAffected)
                continue;
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
                || value is >= LeadBase and < 0x1200
                || (Decompositions.TryGetValue(value, out var parts) && !(parts.Length == 2 && Compositions.ContainsKey((parts[0], parts[1])))))
                return true;
        }

        return false;
    }

    private static void Decompose(int point, List<int> into)
    {
        if (point is >= HangulBase and < HangulBase + (LeadCount * VowelCount * TailCount))
        {
            var index = point - HangulBase;
            into.Add(LeadBase + (index / (VowelCount * TailCount)));
            into.Add(VowelBase + (index % (VowelCount * TailCount) / TailCount));
            if (index % TailCount != 0)
                into.Add(TailBase + (index % TailCount));
        }
        else if (Decompositions.TryGetValue(point, out var parts))
        {
            foreach (var part in parts)
                Decompose(part, into);
        }
        else
        {
            into.Add(point);
        }
    }

    /// <summary>Marks after one base stand in the order of their classes; equal classes keep theirs.</summary>
    private static void Order(List<int> points)
    {
        for (var start = 0; start < points.Count; start++)
        {
            var end = start;
            while (end < points.Count && Class(points[end]) > 0)
                end++;
            if (end - start > 1)
            {
                var sorted = points[start..end].OrderBy(Class).ToList();
                for (var i = 0; i < sorted.Count; i++)
                    points[start + i] = sorted[i];
            }

            start = Math.Max(start, end);
        }
    }

    private static List<int> Combine(List<int> points)
    {
        var combined = new List<int>(points.Count);
        var (starter, lastClass) = (-1, -1);
        foreach (var point in points)
        {
            var pointClass = Class(point);
            if (starter >= 0 && lastClass < pointClass && Pair(combined[starter], point) is { } composite)
            {
                combined[starter] = composite;
                continue;
            }

            if (pointClass == 0)
                (starter, lastClass) = (combined.Count, -1);
            else
                lastClass = pointClass;
            combined.Add(point);
        }

        return combined;
    }

    private static int? Pair(int first, int second)
    {
        if (first is >= LeadBase and < LeadBase + LeadCount && second is >= VowelBase and < VowelBase + VowelCount)
            return HangulBase + ((((first - LeadBase) * VowelCount) + second - VowelBase) * TailCount);
        if (first is >= HangulBase and < HangulBase + (LeadCount * VowelCount * TailCount) && (first - HangulBase) % TailCount == 0
            && second is > TailBase and < TailBase + TailCount)
            return first + second - TailBase;
        return Compositions.TryGetValue((first, second), out var composite) ? composite : null;
    }

    private static string Join(List<int> points)
    {
        var text = new StringBuilder(points.Count);
        foreach (var point in points)
            text.Append(char.ConvertFromUtf32(point));
        return text.ToString();
    }

    private static int Class(int point) => Classes.GetValueOrDefault(point);

    private static int Hex(string digits) => int.Parse(digits, NumberStyles.HexNumber);
}
