using Concord.Modules.Measures.Contracts;
using Concord.Platform.Lists;
using Concord.Platform.Search;
using Concord.Platform.Verify;

namespace Concord.Modules.Measures;

internal static class MeasuresModule
{
    public static void Add(IServiceCollection services)
    {
        services.AddScoped<Platform.Access.IRelabelled, RelabelStatements>();
        services.AddScoped<Platform.Ledger.IThings, MeasureThings>();
        services.AddScoped<FindSubject>();
        services.AddScoped<DecideProposal>();
        services.AddScoped<RecordedFields>();
        services.AddScoped<MeasureFold>();
        services.AddScoped<RecordPack>();
        services.AddScoped<LikenessQueries>();
        services.AddScoped<MergeMeasures>();
        services.AddScoped<UnmergeMeasures>();
        services.AddScoped<WithdrawStatement>();
        services.AddScoped<RestoreStatement>();
        services.AddScoped<ReplyQueries>();
        services.AddScoped<ReplyToStatement>();
        services.AddScoped<UndoReview>();
        services.AddScoped<AcceptPlain>();
        services.AddScoped<AddProposal>();
        services.AddScoped<MergeProposals>();
        services.AddScoped<RuleScores>();
        services.AddScoped<SubjectQueries>();
        services.AddScoped<ReviewQueries>();
        services.AddScoped<HangingPassages>();
        services.AddScoped<IReviews>(s => s.GetRequiredService<ReviewQueries>());
        services.AddScoped<MeasureQueries>();
        services.AddSingleton<RecordShelf>();
        services.AddScoped<RecordToday>();
        services.AddScoped<SaidQueries>();
        services.AddScoped<MemberQueries>();
        services.AddList<StatementList>();
        services.AddList<MeasureList>();
        services.AddList<RecordList>();
        services.AddList<WhenSaidList>();
        services.AddList<PositionList>();
        services.AddList<ObstacleList>();
        services.AddList<LawList>();
        services.AddList<VerdictList>();
        services.AddList<RuleList>();
        services.AddScoped<ISearchable, SearchableMeasures>();
        services.AddScoped<IVerified, VerifiedMeasures>();
        services.AddScoped<IVerified, VerifiedStatements>();
        services.AddScoped<IVerified, VerifiedReplies>();
    }
}
