/** Stylesheets are taken out by the bundler and become `main.css`. */
declare module '*.css';
