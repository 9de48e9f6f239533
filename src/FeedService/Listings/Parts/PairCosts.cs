// What two lines standing together say.
using System.Runtime.Intrinsics;

namespace FeedService.Listings.Parts;

internal static class PairCosts
{
    private static readonly Vector512<float>[] Table = Fill();

    /// <summary>The costs of every part after <paramref name="from"/>.</summary>
    public static Vector512<float> Of(int pair, int from) => Table[(pair * Weights.PartCount) + from];

    private static Vector512<float>[] Fill()
    {
        var table = new Vector512<float>[Evidence.Pairs * Weights.PartCount];
        Span<float> row = stackalloc float[Vector512<float>.Count];
        for (var i = 0; i < table.Length; i++)
        {
            var (pair, from) = (i / Weights.PartCount, (Part)(i % Weights.PartCount));
            for (var to = 0; to < Weights.PartCount; to++)
            {
                var wraps = (Part)to == Part.More ? Weights.ContinuesWrapped : Weights.ContinuesByChance;
                row[to] = Weights.Cost((Evidence.PairContinues(pair) ? wraps : 100 - wraps) / 100) + Weights.Cost(Weights.Ratio(from, (Part)to, Evidence.PairRatio(pair)) / 100);
            }

            table[i] = Vector512.Create<float>(row);
        }

        return table;
    }
}
