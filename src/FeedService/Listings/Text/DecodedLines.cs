// Bytes of a known encoding to clean lines, piece by piece, so that a file of many megabytes is never one string.
using System.Buffers;
using System.Text;

namespace FeedService.Listings.Text;

internal sealed class DecodedLines
{
    private const int UsualPiece = 1 << 16;

    private long _characters;
    private long _controls;
    private int _newlines;
    private (int First, int Lines, int Alike) _tabs;

    private DecodedLines()
    {
    }

    public List<string> Lines { get; } = [];

    public bool IsBinary => _controls > _characters / 50;

    /// <summary>Most lines are divided by tabs into as many fields. Tabs are gone once a line is clean, so they are counted here.</summary>
    public bool IsTable => _tabs.Lines > 3 && _tabs.First > 1 && _tabs.Alike * 10L > _newlines * 8L;

    /// <exception cref="DecoderFallbackException">The bytes are not in that encoding.</exception>
    public static DecodedLines Of(ReadOnlySpan<byte> bytes, Encoding encoding)
    {
        var decoded = new DecodedLines();
        while (!bytes.IsEmpty)
        {
            var length = PieceLength(bytes, encoding);
            decoded.Take(bytes[..length], encoding);
            bytes = bytes[length..];
        }

        return decoded;
    }

    /// <summary>To the end of a line, where lines end with a byte of their own.</summary>
    private static int PieceLength(ReadOnlySpan<byte> bytes, Encoding encoding)
    {
        if (bytes.Length <= UsualPiece || !(encoding is UTF8Encoding || encoding.IsSingleByte))
            return bytes.Length;
        var end = bytes[..UsualPiece].LastIndexOf((byte)'\n');
        if (end < 0)
            end = bytes.IndexOf((byte)'\n');
        return end < 0 ? bytes.Length : end + 1;
    }

    private void Take(ReadOnlySpan<byte> bytes, Encoding encoding)
    {
        var buffer = ArrayPool<char>.Shared.Rent(encoding.GetMaxCharCount(bytes.Length));
        try
        {
            var text = buffer.AsSpan(0, encoding.GetChars(bytes, buffer));
            Count(text);
            TextCleaning.AddLines(Lines, text);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }

    private void Count(ReadOnlySpan<char> text)
    {
        _characters += text.Length;
        foreach (var c in text)
            _controls += c < ' ' && c is not ('\t' or '\n' or '\r' or '\f' or '\v') ? 1 : 0;
        _newlines += text.Count('\n');
        if (!text.Contains('\t'))
            return;
        foreach (var line in text.Split('\n'))
            CountTabs(text[line].Count('\t'));
    }

    private void CountTabs(int tabs)
    {
        if (tabs == 0)
            return;
        var first = _tabs.Lines == 0 ? tabs : _tabs.First;
        _tabs = (first, _tabs.Lines + 1, _tabs.Alike + (tabs == first ? 1 : 0));
    }
}
