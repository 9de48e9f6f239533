// A file's smaller forms, for servers that send those as they are.
using System.IO.Compression;

namespace FeedService.Publish.Static;

internal static class Compressed
{
    public static readonly string[] Extensions = [".gz", ".br"];

    /// <summary>Fits in a packet with its headers as it is.</summary>
    private const int Tiny = 1024;

    private static readonly string[] CompressedByThemselves = [".png", ".ico"];

    /// <summary>The extension to add, and the bytes; nothing where a tenth is not to be won.</summary>
    public static IEnumerable<(string Extension, byte[] Bytes)> Of(string file, byte[] bytes)
    {
        if (bytes.Length < Tiny || CompressedByThemselves.Contains(Path.GetExtension(file)) || file.StartsWith(SiteFolder.OwnFolder, StringComparison.Ordinal))
            yield break;
        foreach (var extension in Extensions)
        {
            var smaller = Compress(extension, bytes);
            if (smaller.Length <= bytes.Length * 9L / 10)
                yield return (extension, smaller);
        }
    }

    private static byte[] Compress(string extension, byte[] bytes)
    {
        using var target = new MemoryStream();
        using (Stream compressor = extension == ".br" ? new BrotliStream(target, new BrotliCompressionOptions { Quality = 9 }) : new GZipStream(target, CompressionLevel.SmallestSize))
            compressor.Write(bytes);
        return target.ToArray();
    }
}
