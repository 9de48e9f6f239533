// What two lines standing together say.
namespace FeedService.Listings.Parts;

/// <summary>Looked up, and not reckoned a million times.</summary>
internal static class PairCosts
{
    private const int Ratios = 5;

    private static readonly double[] Table = Fill();

    public static double Of(int from, int to, bool continues, int ratio) =>
        Table[(((((from * Weights.PartCount) + to) * 2) + (continues ? 1 : 0)) * Ratios) + ratio];

    private static double[] Fill()
    {
        var table = new double[Weights.PartCount * Weights.PartCount * 2 * Ratios];
        for (var i = 0; i < table.Length; i++)
        {
            var (pair, continues, ratio) = (i / (2 * Ratios), i / Ratios % 2 == 1, i % Ratios);
            var (from, to) = ((Part)(pair / Weights.PartCount), (Part)(pair % Weights.PartCount));
            var wraps = to == Part.More ? Weights.ContinuesWrapped : Weights.ContinuesByChance;
            table[i] = Weights.Cost((continues ? wraps : 100 - wraps) / 100) + Weights.Cost(Weights.Ratio(from, to, ratio) / 100);
        }

        return table;
    }
}
