// Bytes to lines: which encoding this is, or why it is no text at all.
using System.Text;
using FeedService.Listings.Text;

namespace FeedService.Listings;

/// <summary>A listing's text, cleaned line by line; or the sentence that says why there is none.</summary>
internal sealed record ListingText
{
    private static readonly Encoding StrictUtf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>Byte order marks, the longest first: UTF-32 little endian begins like UTF-16.</summary>
    private static readonly (byte[] Mark, string Name, Encoding Encoding)[] Marks =
    [
        ([0xFF, 0xFE, 0, 0], "utf-32le", new UTF32Encoding(false, false)),
        ([0, 0, 0xFE, 0xFF], "utf-32be", new UTF32Encoding(true, false)),
        ([0xEF, 0xBB, 0xBF], "utf-8", StrictUtf8),
        ([0xFF, 0xFE], "utf-16le", new UnicodeEncoding(false, false)),
        ([0xFE, 0xFF], "utf-16be", new UnicodeEncoding(true, false)),
    ];

    /// <summary>What the bytes are when they begin so. None of these can begin a page's text.</summary>
    private static readonly (byte[] Start, string Name)[] Signatures =
    [
        ([0x89, (byte)'P', (byte)'N', (byte)'G'], "a PNG image"),
        ([0xFF, 0xD8, 0xFF], "a JPEG image"),
        ("GIF8"u8.ToArray(), "a GIF image"),
        ("RIFF"u8.ToArray(), "a RIFF media file"),
        ("%PDF-"u8.ToArray(), "a PDF document"),
        ([0x1F, 0x8B], "gzip-compressed"),
        ([(byte)'P', (byte)'K', 3, 4], "a zip archive"),
        ("BZh"u8.ToArray(), "bzip2-compressed"),
        ([0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z'], "xz-compressed"),
        ([0x28, 0xB5, 0x2F, 0xFD], "zstd-compressed"),
        ("7z"u8.ToArray().Concat(new byte[] { 0xBC, 0xAF }).ToArray(), "a 7z archive"),
        ([0x7F, (byte)'E', (byte)'L', (byte)'F'], "a program"),
        ("SQLite format 3"u8.ToArray(), "an SQLite database"),
    ];

    /// <summary>Such as <c>utf-8</c>; null when nothing could be decoded.</summary>
    public string? Encoding { get; private init; }

    /// <summary>The lines as an editor numbers them, blank ones as empty strings.</summary>
    public IReadOnlyList<string> Lines { get; private init; } = [];

    /// <summary>One sentence, or null.</summary>
    public string? Rejected { get; private init; }

    public static ListingText Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return Reject("The file is empty.");
        foreach (var (start, name) in Signatures)
        {
            if (bytes.StartsWith(start))
                return Reject($"The file is {name}, not text.");
        }

        foreach (var (mark, name, encoding) in Marks)
        {
            if (bytes.StartsWith(mark))
                return DecodeMarked(bytes[mark.Length..], name, encoding);
        }

        return DecodeUnmarked(bytes);
    }

    private static ListingText DecodeMarked(ReadOnlySpan<byte> bytes, string name, Encoding encoding) =>
        TryDecode(encoding, bytes, name) ?? Reject($"The file begins as {name} but is not valid {name}.");

    private static ListingText DecodeUnmarked(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Contains((byte)0))
            return DecodeWithNuls(bytes);
        if (TryDecode(StrictUtf8, WithoutCutCharacter(bytes), "utf-8") is { } text)
            return text;
        // In Windows-1252 text of any language that uses it, far fewer than a quarter of the bytes are not ASCII.
        if (CountAbove127(bytes) > bytes.Length / 4)
            return Reject("The file is neither UTF-8 nor UTF-16, and too little of it is ASCII for Windows-1252.");
        return TryDecode(Windows1252, bytes, "windows-1252")!;
    }

    /// <summary>Text with NULs is UTF-16 when they fall on one side of its two-byte units: the high bytes of Latin letters and spaces.</summary>
    private static ListingText DecodeWithNuls(ReadOnlySpan<byte> bytes)
    {
        var (even, odd) = CountNuls(bytes);
        var bigEndian = even > odd;
        var lopsided = Math.Max(even, odd) > 20 * Math.Min(even, odd) && Math.Max(even, odd) > bytes.Length / 200;
        if (!lopsided || bytes.Length % 2 != 0)
            return Reject("The file is binary, not text.");
        return DecodeMarked(bytes, bigEndian ? "utf-16be" : "utf-16le", new UnicodeEncoding(bigEndian, false));
    }

    private static ListingText FromLines(DecodedLines decoded, string encoding)
    {
        if (decoded.IsBinary)
            return Reject("The file is binary, not text.");
        if (decoded.IsTable)
            return Reject("The file is a table: its lines are divided by tabs into as many fields.") with { Encoding = encoding };
        var lines = decoded.Lines;
        if (lines.TrueForAll(line => line.Length == 0))
            return new ListingText { Encoding = encoding, Lines = lines, Rejected = "The file holds only blank lines." };
        return new ListingText { Encoding = encoding, Lines = lines, Rejected = IsMarkup(lines) ? "The file is HTML or XML source, not the visible text of a page." : null };
    }

    /// <summary>Markup's first line says so, or its lines do: a text that merely mentions a tag has few of them.</summary>
    private static bool IsMarkup(List<string> lines)
    {
        var first = lines.Find(line => line.Length > 0)!;
        if (first.StartsWith("<!doctype", StringComparison.OrdinalIgnoreCase)
            || first.StartsWith("<html", StringComparison.OrdinalIgnoreCase)
            || first.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase))
            return true;
        var filled = lines.Count(line => line.Length > 0);
        var tagged = lines.Count(line => line.StartsWith('<') && line.EndsWith('>'));
        return tagged > 3 && tagged * 2 > filled;
    }

    /// <summary>Null when the bytes are not in that encoding.</summary>
    private static ListingText? TryDecode(Encoding encoding, ReadOnlySpan<byte> bytes, string name)
    {
        try
        {
            return FromLines(DecodedLines.Of(bytes, encoding), name);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>A capture that was cut off inside its last character is still UTF-8.</summary>
    private static ReadOnlySpan<byte> WithoutCutCharacter(ReadOnlySpan<byte> bytes)
    {
        for (var tail = 1; tail <= Math.Min(3, bytes.Length); tail++)
        {
            var lead = bytes[^tail];
            if (lead >= 0xC0)
                return (lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2) > tail ? bytes[..^tail] : bytes;
            if (lead < 0x80)
                return bytes;
        }

        return bytes;
    }

    private static int CountAbove127(ReadOnlySpan<byte> bytes)
    {
        var count = 0;
        foreach (var b in bytes)
            count += b > 127 ? 1 : 0;
        return count;
    }

    private static (int Even, int Odd) CountNuls(ReadOnlySpan<byte> bytes)
    {
        var counts = (Even: 0, Odd: 0);
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] != 0)
                continue;
            if (i % 2 == 0)
                counts.Even++;
            else
                counts.Odd++;
        }

        return counts;
    }

    private static ListingText Reject(string reason) => new() { Rejected = reason };
}
