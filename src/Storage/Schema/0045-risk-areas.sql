-- The risk area that a draft and a profile name, by its code in the register of risk areas.

alter table drafts add column area text;
alter table profiles add column area text;

create index drafts_of_area on drafts (area) where area is not null;
create index profiles_of_area on profiles (area) where area is not null;
