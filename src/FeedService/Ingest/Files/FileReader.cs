// Reads one file whole, or says why not.
using System.Security.Cryptography;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace FeedService.Ingest;

/// <summary>A file's content: its hash, and its bytes unless it was too large to be taken in.</summary>
internal sealed record FileContent(string Sha256, long Size, byte[]? Bytes);

/// <summary>The file changed while it was being read: it is read again at the next run.</summary>
internal sealed class FileChangedException(string message) : IOException(message);

internal static class FileReader
{
    private static readonly ResiliencePipeline Pipeline = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions
        {
            // A file that is not there, not ours to read or still changing does not mend itself in a second.
            ShouldHandle = new PredicateBuilder().Handle<IOException>(e => e is not (FileNotFoundException or DirectoryNotFoundException or FileChangedException)),
            MaxRetryAttempts = 3,
            Delay = TimeSpan.FromMilliseconds(200),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
        })
        .AddTimeout(new TimeoutStrategyOptions { Timeout = TimeSpan.FromSeconds(60) })
        .Build();

    /// <exception cref="IOException">The file cannot be read, or changed meanwhile (<see cref="FileChangedException"/>).</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="TimeoutRejectedException">Reading took over a minute.</exception>
    public static async Task<FileContent> ReadAsync(InboxFile file, long maxBytes, CancellationToken cancellationToken) =>
        await Pipeline.ExecuteAsync(token => ReadOnceAsync(file, maxBytes, token), cancellationToken);

    private static async ValueTask<FileContent> ReadOnceAsync(InboxFile file, long maxBytes, CancellationToken cancellationToken)
    {
        // Nothing of size 0 is opened: where the kernel does not tell what it is, it may be a pipe, which waits for a writer for ever.
        if (file.Size == 0)
            return new FileContent(Convert.ToHexStringLower(SHA256.HashData([])), 0, []);
        await using var stream = await OpenAsync(file, cancellationToken);
        var content = file.Size > maxBytes
            ? new FileContent(Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken)), file.Size, null)
            : await ReadWholeAsync(stream, file, cancellationToken);
        EnsureUnchanged(file);
        return content;
    }

    /// <summary>What took the place of the file since the inbox was looked at is not read: neither a pipe, waited for in vain, nor a link out of the inbox.</summary>
    private static async Task<FileStream> OpenAsync(InboxFile file, CancellationToken cancellationToken)
    {
        var stream = await Task.Run(() => Open(file.RealPath), cancellationToken).WaitAsync(cancellationToken);
        if (RealPath.OfOpen(stream) is not { } opened || opened == file.RealPath)
            return stream;
        await stream.DisposeAsync();
        throw new FileChangedException("the file was replaced while it was read");
    }

    private static FileStream Open(string path) => new(path, new FileStreamOptions
    {
        Mode = FileMode.Open,
        Access = FileAccess.Read,
        Share = FileShare.ReadWrite | FileShare.Delete,
        Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
    });

    private static async Task<FileContent> ReadWholeAsync(FileStream stream, InboxFile file, CancellationToken cancellationToken)
    {
        var bytes = new byte[file.Size];
        if (await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken) < bytes.Length)
            throw new FileChangedException("the file shrank while it was read");
        if (stream.ReadByte() != -1)
            throw new FileChangedException("the file grew while it was read");
        return new FileContent(Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes.Length, bytes);
    }

    private static void EnsureUnchanged(InboxFile file)
    {
        var now = new FileInfo(file.RealPath);
        if (!now.Exists || now.Length != file.Size || now.LastWriteTimeUtc != file.Modified.UtcDateTime)
            throw new FileChangedException("the file changed while it was read");
    }
}
