-- Why a message was not taken, also in Russian; what was noted before is in English alone.

alter table webhook_messages add column last_failure_ru text;
