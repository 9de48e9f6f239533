// What whole items tell of each other, once every line has its part.
using FeedService.Listings.Edges;
using FeedService.Listings.Lines;
using FeedService.Listings.Parts;

namespace FeedService.Listings.Items;

internal static class WholeItems
{
    /// <summary>What is put right in the first round is what the second goes by.</summary>
    private const int Rounds = 2;

    public static void Restore(IReadOnlyList<TextLine> lines, Evidence evidence, Labelling labelling)
    {
        var (parts, structure) = (labelling.Parts, labelling.Structure);
        for (var round = 0; round < Rounds; round++)
        {
            SecondLayout.Restore(lines, parts);
            DatedHeadlines.Restore(lines, parts);
            StrayCaptions.Join(lines, parts);
            CaptionPlaces.Restore(lines, parts);
            BareEdges.Drop(lines, parts);
            ClosingCalls.Drop(lines, parts);
            PageHeads.Drop(lines, parts);
            Regularity.Restore(evidence, structure, parts);
            structure = Structure.Learned(evidence, parts, structure.Layout);
        }

        StrayCaptions.Join(lines, parts);
        Rhythm.Restore(lines, parts);
        CaptionPlaces.Restore(lines, parts);
        BareEdges.Drop(lines, parts);
        ClosingCalls.Drop(lines, parts);
        PageHeads.Drop(lines, parts);
    }
}
