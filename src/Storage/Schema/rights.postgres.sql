-- What the role may do that the program runs with, when another role owns the tables. Applied after the scripts at each start.

grant usage on schema public to run_time_role;
grant select, insert, update, delete on all tables in schema public to run_time_role;
revoke update, delete on
  journal_lines, registrations, calendar_loads, classifier_loads, directory_entries, directory_scopes, directory_acknowledgements,
  read_log, authority_time_zones, attachments, declaration_removals, control_removals, control_ends,
  kind_loads, entry_lines, entry_numbers, price_points, price_figures, price_withdrawals, profile_looks from run_time_role;
revoke update on attachment_uploads, attachment_pieces, entry_values, entry_words, control_lines, checks from run_time_role;
revoke delete on trial_runs, drafts, profiles, entries, sequences, entry_sequences, authorities, units, authority_register, feed_places from run_time_role;
revoke insert, update, delete on schema_scripts, journal, orleansquery from run_time_role;
