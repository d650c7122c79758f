namespace Concord.Tests.Storage;

/// <summary>What stood in a database of an earlier schema, in words that both databases understand.</summary>
internal static class OldData
{
    public const string Sources = """
        INSERT INTO audit_act (id, sequence, at, actor, capacity, body, verb, about, why, payload, payload_salt, payload_hash, seal)
          VALUES ('01890000-0000-7000-8000-000000000009', 1, 1700000000000000, '01930000-0000-7000-8000-000000000001', 'LocalOperator', NULL,
            'source.imported', 'source:01890000-0000-7000-8000-000000000001', NULL, '{{}}', '', '', NULL);
        INSERT INTO identity_label (id, key, handling, marking, embargo, admission, bodies) VALUES (1, 'k', 'OwnBody', 'SBU', NULL, NULL, '');
        INSERT INTO sources_content (hash, length, bytes) VALUES ('00', 1, '');
        INSERT INTO sources_source (id, content_hash, length, filed_by, filed_key, part, file_name, corrects, label_id, form, title, reference_id, originator,
            written, known, imported, paragraphs, proposals, errors, header, complaints, mentions, sequence)
          VALUES ('01890000-0000-7000-8000-000000000001', '00', 1, NULL, '', 0, 'old.txt', NULL, 1, 'State', 'An old telegram', '07OLD1', NULL,
            1198044840000000, '2007-12-19', 1700000000000000, 1, 1, 0, '{{"Subject":"An old telegram"}}', '[]', '[]', 1);
        INSERT INTO sources_paragraph (source_id, ordinal, label_id, name, number, marking, text, map)
          VALUES ('01890000-0000-7000-8000-000000000001', 0, 1, '1', 1, 'SBU', 'Burma signed an agreement.', '[]');
        INSERT INTO sources_passage (id, source_id, paragraph_ordinal, label_id, exact, prefix, suffix, start_at, end_at)
          VALUES ('01890000-0000-7000-8000-000000000002', '01890000-0000-7000-8000-000000000001', 0, 1, 'signed', 'Burma ', ' an agreement.', 6, 12);
        INSERT INTO sources_proposal (id, source_id, ordinal, passage_id, label_id, kind, status, polarity, title, date_certainty, attribution, partners, figures,
            rule, confidence, protect_source)
          VALUES ('01890000-0000-7000-8000-000000000003', '01890000-0000-7000-8000-000000000001', 0, '01890000-0000-7000-8000-000000000002', 1,
            'Agreement', 'Signed', 'Positive', 'agreement', 'None', 'Author', '[]', '[]', 'r', 'High', FALSE);
        """;

    /// <summary>A statement taken back while a withdrawal still said neither who nor why.</summary>
    public const string Withdrawal = """
        INSERT INTO audit_act (id, sequence, at, actor, capacity, body, verb, about, why, payload, payload_salt, payload_hash, seal)
          VALUES ('01890000-0000-7000-8000-000000000019', 1, 1700000000000000, '01930000-0000-7000-8000-000000000001', 'LocalOperator', NULL,
            'proposal.reopened', 'proposal:01890000-0000-7000-8000-000000000003', 'by mistake', '{{}}', '', '', NULL);
        INSERT INTO measures_withdrawal (statement_id, superseded_by, known, sequence) VALUES ('01890000-0000-7000-8000-000000000004', NULL, '2008-02-29', 1);
        """;
}
