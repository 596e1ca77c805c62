-- Permissive policies are asked in the reverse order of their names, until one lets the row through: the one that asks a
-- function about each row comes after 'sistema', which asks nothing.
alter policy usate on voci rename to delle_unita;
