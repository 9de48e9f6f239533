// Reads the next file while one is being taken in: reading takes the processor, taking in mostly waits for the disk.
using System.Runtime.CompilerServices;

namespace FeedService.Ingest;

internal static class ReadAhead
{
    /// <summary>Each file with its reading, in the given order. One file is ahead of the one in hand, so two are in memory at the most.</summary>
    public static async IAsyncEnumerable<(TFile File, Task<TReading> Reading)> InOrder<TFile, TReading>(
        IEnumerable<TFile> files, Func<TFile, CancellationToken, Task<TReading>> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        (TFile File, Task<TReading> Reading)? inHand = null;
        try
        {
            foreach (var file in files)
            {
                var ahead = (file, Task.Run(() => read(file, stop.Token), CancellationToken.None));
                if (inHand is { } ready)
                {
                    inHand = ahead;
                    yield return ready;
                }
                inHand = ahead;
            }
            if (inHand is { } last)
                yield return last;
        }
        finally
        {
            // A run that ends early leaves no file open and no fault unseen.
            await stop.CancelAsync();
            if (inHand is { } left)
                await ((Task)left.Reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
